var F,un,xt,ve,kt,Ze,cn,je,pn,Tt,St,fn,Oe=Symbol.for("pv"),Qe={},et=[],eo=/^m(i|n|o|s|text|space)$/,Mt=Array.isArray,$t=et.slice,Se=Object.assign;function ke(e){
e&&e.parentNode&&e.remove()}function dn(e,t,n){var r,s,i,a={},l=arguments.length;for(i in t)i=="key"?r=t[i]:i=="ref"&&typeof e!="function"?s=t[i]:a[i]=t[i];return l>
2&&(a.children=l>3?$t.call(arguments,2):n),Ie(e,a,r,s,null)}function Ie(e,t,n,r,s){var i={type:e,props:t,key:n,ref:r,__k:null,__:null,__b:0,__e:null,__c:null,constructor:Oe,__v:s||++un,__i:-1,__u:0};return!s&&F.vnode&&F.
vnode(i),i}function le(){return{current:null}}function U(e){return e.children}function Te(e,t){this.props=e,this.context=t,this.__g=0}function ye(e,t){if(t==null)
return e.__&&ye(e.__,e.__i+1);for(var n;t<e.__k.length;t++)if((n=e.__k[t])&&n.__e)return n.__e;return typeof e.type!="function"||e.props.__P?null:ye(e)}function to(e){
var t,n=e.__v,r=n.__e,s=[],i=[],a=e.__P;a&&((t=Se({constructor:Oe},n)).__v=n.__v+1,F.vnode&&F.vnode(t),Ct(a,t,n,e.__n,a.namespaceURI,32&n.__u?[r]:null,s,r||ye(n),
32&n.__u,i),t.__v=n.__v,t.__.__k[t.__i]=t,_n(s,t,i),n.__=n.__e=null,t.__e!=r&&mn(t))}function mn(e){if((e=e.__)&&e.__c&&!e.props.__P)return e.__e=null,e.__k.some(
function(t){return t&&(e.__e=t.__e)}),mn(e)}function Et(e){(8&e.__g||(e.__g|=8,ve.push(e),Ze++))&&kt==F.debounceRendering||((kt=F.debounceRendering)||queueMicrotask)(
hn)}function hn(){try{for(var e,t=1;ve.length;)ve.length>t&&ve.sort(cn),e=ve.shift(),t=ve.length,8&e.__g&&to(e)}finally{(Ze=ve.length)&&(kt||queueMicrotask)(hn)}}
function gn(e,t,n,r,s,i,a,l,u,p,f){var g,w,c,m,d,_,b=r.__k||et,y=t.length;for(u=no(n,t,b,u,y),g=0;g<y;g++)(c=n.__k[g])!=null&&(w=~c.__i&&b[c.__i]||Qe,c.__i=g,_=
Ct(e,c,w,s,i,a,l,u,p,f),m=c.__e,(w.ref!=c.ref||8&w.__u)&&(w.ref&&At(w.ref,null,c,w),c.ref&&f.push(c.ref,c.__c||m,c)),d=d||m,4&c.__u?(u=vn(c,u,e,!w.__v),w.__e&&(w.
__e=null)):typeof c.type=="function"&&_!==void 0?u=_:m&&(u=m.nextSibling),c.__u&=-21);return n.__e=d,u}function no(e,t,n,r,s){var i,a,l,u,p,f,g,w,c,m=n.length,d=m,
_=0,b=0,y=e.__k=Array(s);for(i=0;i<s;i++)(a=t[i])!=null&&typeof a!="boolean"&&typeof a!="function"?(typeof a!="object"||a.constructor===String?a=y[i]=Ie(null,a):
Mt(a)?a=y[i]=Ie(U,{children:a}):a.constructor===Oe&&a.__b?a=y[i]=Ie(a.type,a.props,a.key,a.ref,a.__v):y[i]=a,u=i+_,a.__=e,a.__b=e.__b+1,l=null,~(p=a.__i=ro(a,n,
u,d))&&(d--,(l=n[p])&&(l.__u|=2)),l&&l.__v?(a.__u|=16,p==u-1?_--:p==u+1?_++:p!=u&&(p>u?_--:_++,b=1)):(~p||(s>m?_--:s<m&&_++),typeof a.type!="function"&&(a.__u|=
4))):y[i]=null;if(b){for(f=[],g=[],i=0;i<s;i++)if((a=y[i])&&16&a.__u){for(_=0,w=f.length;_<w;)f[c=_+w>>1]<a.__i?_=c+1:w=c;f[_]=a.__i,g[i]=_+1}for(_=f.length;i--;)
g[i]&&(g[i]==_?_--:y[i].__u|=4)}if(d)for(i=0;i<m;i++)!(l=n[i])||2&l.__u||(l.__e==r&&(r=ye(l)),Pt(l,l));return r}function vn(e,t,n,r){var s,i,a,l;if(typeof e.type==
"function"){if(e.props.__P)return t;if(s=e.__k)for(i=0;i<s.length;i++)s[i]&&(s[i].__=e,t=vn(s[i],t,n,!1));return t}for(t&&!t.parentNode&&(t=ye(e))&&!t.parentNode&&
(t=null),a=e.__e,l=t;l&&l.nodeType==8;)l=l.nextSibling;for(a!=l&&(!r&&n.moveBefore&&a.parentNode?n.moveBefore(a,t):n.insertBefore(a,t||null)),t=a;(t=t&&t.nextSibling)&&
t.nodeType==8&&!t.data.startsWith("$s"););return t}function ro(e,t,n,r){var s,i=e.key,a=e.type,l=t[n],u=l&&!(2&l.__u);if(l===null&&i==null||u&&i==l.key&&a==l.type)return n;if(r>(u?1:0)){for(s=n-1;s>=0;s--)if((l=
t[s])&&!(2&l.__u)&&i==l.key&&a==l.type)return s;for(s=n+1;s<t.length;s++)if((l=t[s])&&!(2&l.__u)&&i==l.key&&a==l.type)return s}return-1}function ln(e,t,n){n==null&&
(n=""),t[0]=="-"?e.setProperty(t,n):e[t]=n}function Xe(e,t,n,r,s){var i,a;if(t=="style")if(typeof n=="string")e.style.cssText=n;else{if(typeof r=="string"&&(e.style.
cssText=r=""),r)for(t in r)n&&t in n||ln(e.style,t);if(n)for(t in n)r&&n[t]==r[t]||ln(e.style,t,n[t])}else if(t[0]=="o"&&t[1]=="n")typeof n!="function"&&(n=null),
typeof r!="function"&&(r=null),(e.__e||(e.__e={}))[t]=n,n&&r||(a=St[t]||(St[t]=oo(t)),(e.__a||(e.__a={}))[t]=Tt,i=t!=(t=t.replace(pn,"$1")),(t=t.slice(2))[0]<"a"&&
(t=t.toLowerCase()),n?e.addEventListener(t,a,i):e.removeEventListener(t,a,i));else{if(s=="http://www.w3.org/2000/svg")t=t.replace(/xlink(H|:h)/,"h").replace(/sName$/,
"s");else if(t!="width"&&t!="height"&&t!="href"&&t!="list"&&t!="form"&&t!="tabIndex"&&t!="download"&&t!="rowSpan"&&t!="colSpan"&&t!="role"&&t!="popover"&&t in e)
try{return void(e[t]=n??"")}catch{}if(typeof n=="function")return;n==null||n===!1&&t[4]!="-"?e.removeAttribute(t):e.setAttribute(t,t=="popover"&&n==1?"":n)}}function oo(e){
return function(t){var n=this.__e;if(n){if(n=n[e],t[je]==null)t[je]=Tt++;else if(t[je]<this.__a[e])return;return n(F.event?F.event(t):t)}}}function Ct(e,t,n,r,s,i,a,l,u,p){
var f,g,w,c,m,d,_,b,y,A,C,R,h,P,k,D,O,S,H=t.type;if(t.constructor!==Oe)return null;128&n.__u&&(u=32&n.__u,f=n.__c.__z)&&(t.__u|=u,g=i=[],f.nodeType==8?l=Ye(f,i):
i.push(f),l=i[0]||l),(f=F.__b)&&f(t);e:if(typeof H=="function"){w=a.length;try{if(b=t.props,y=(f=H.prototype)&&f.render,A=(f=H.contextType)&&r[f.__c],C=f?A?A.props.
value:f.__:r,(c=n.__c)?(t.__c=c,2&c.__g&&(c.__g|=1)):(y?t.__c=c=new H(b,C):(t.__c=c=new Te(b,C),c.constructor=H,c.render=io),A&&A.sub(c),c.state||(c.state={}),c.
__n=r,c.__g|=8,c.__h=[],c.__k=[]),y&&(c.__s||(c.__s=c.state),H.getDerivedStateFromProps&&(c.__s==c.state&&(c.__s=Se({},c.__s)),Se(c.__s,H.getDerivedStateFromProps(
b,c.__s)))),m=c.props,d=c.state,c.__v=t,n.__c){if(b!==m&&y&&!H.getDerivedStateFromProps&&c.componentWillReceiveProps&&c.componentWillReceiveProps(b,C),t.__v==n.
__v&&!(8&c.__g)||!(4&c.__g)&&c.shouldComponentUpdate&&c.shouldComponentUpdate(b,c.__s,C)===!1){t.__v!=n.__v&&(c.props=b,c.state=c.__s,c.__g&=-9),t.__e=n.__e,t.__k=
n.__k,t.__k.some(function(N){N&&(N.__=t)}),et.push.apply(c.__h,c.__k),c.__k=[],c.__h.length&&a.push(c),l=ye(n);break e}c.componentWillUpdate&&c.componentWillUpdate(
b,c.__s,C),y&&c.componentDidUpdate&&c.__h.push(function(){c.componentDidUpdate(m,d,_)})}else y&&!H.getDerivedStateFromProps&&c.componentWillMount&&c.componentWillMount(),
y&&c.componentDidMount&&c.__h.push(c.componentDidMount);c.context=C,c.props=b,c.__P=e,c.__g&=-5,R=F.__r,h=y?25:0;do c.__g&=-9,R&&R(t),f=c.render(c.props,c.state=
c.__s,c.context);while(8&c.__g&&++h<25);y&&(et.push.apply(c.__h,c.__k),c.__k=[]),c.state=c.__s,c.getChildContext&&(r=Se({},r,c.getChildContext())),y&&n.__c&&c.getSnapshotBeforeUpdate&&
(_=c.getSnapshotBeforeUpdate(m,d)),P=f&&f.type===U&&f.key==null?f.props.children:f,b.__P&&(f=l,s=(e=b.__P).namespaceURI,u=i=null,n.props&&n.props.__P!=e&&(n.__k.
some(function(N){N&&Pt(N,N)}),n.__k=null),l=n.__k?ye(n,0):null),l=gn(e,Mt(P)?P:[P],t,n,r,s,i,a,l,u,p),b.__P&&(t.__e=null,l=f),t.__u&=-161,g&&g.some(ke),c.__h.length&&
a.push(c),1&c.__g&&(c.__g&=-4)}catch(N){if(a.length=w,t.__v=null,u||i)if(N&&N.then){if(t.__u|=128|u,i){for(~(O=i.indexOf(l||void 0))||(O=i.length);(S=i[O-1])&&S.
nodeType==8;)O--;for(;O<i.length;O++)if(S=i[O])if(i[O]=null,k){if(S==D)break}else{if(S.nodeType!=8)break;S.data.startsWith("$s")&&(D=Ye(k=S))}}if(!k){for(;l&&l.
nodeType==8&&l.nextSibling;)l=l.nextSibling;k=l}(f=Ye(k=t.__c.__z||(t.__c.__z=k)))?(t.__e=k,l=f):t.__e=l,l=l&&l.nextSibling}else i&&i.some(ke);else t.__e=n.__e;
t.__k||(t.__k=n.__k||[]),N&&N.then||yn(t),F.__e(N,t,n)}}else l=t.__e=so(n.__e,t,n,r,s,i,a,u,p,e);return(f=F.diffed)&&f(t),l}function Ye(e,t){if(e&&e.nodeType==8&&
e.data.startsWith("$s"))for(var n=1;e=e.nextSibling;){if(e.nodeType==8){if(e.data.startsWith("$s"))n++;else if(e.data.startsWith("/$s")&&!--n)return e}t&&t.push(
e)}}function yn(e){e&&(e.__c&&(e.__c.__g|=4),e.__k&&e.__k.some(yn))}function _n(e,t,n){for(var r=0;r<n.length;)At(n[r++],n[r++],n[r++]);F.__c&&F.__c(t,e),e.some(
function(s){try{e=s.__h,s.__h=[],e.some(function(i){i.call(s)})}catch(i){F.__e(i,s.__v)}})}function so(e,t,n,r,s,i,a,l,u,p){var f,g,w,c,m,d,_,b,y=n.props||Qe,A=t.
props,C=t.type;if(C=="svg"?s="http://www.w3.org/2000/svg":C=="math"?s="http://www.w3.org/1998/Math/MathML":s||(s="http://www.w3.org/1999/xhtml"),i){for(f=0;f<i.
length;f++)if((m=i[f])&&(C?m.localName==C:m.nodeType==3)){e=m,i[f]=null;break}}if(!e){if(b=p.ownerDocument||document,!C)return b.createTextNode(A);e=b.createElementNS(
s,C,A.is?A:p),l&&(F.__m&&F.__m(t,i),l=!1),i=null}if(C){if(p=C=="template"&&e.content||e,i=C=="textarea"&&A.defaultValue!=null?null:i&&$t.call(p.childNodes),!l&&
i)for(y={},f=0;f<e.attributes.length;f++)y[(m=e.attributes[f]).name]=m.value;for(f in y)m=y[f],f=="dangerouslySetInnerHTML"?w=m:f=="children"||f in A||f=="value"&&
"defaultValue"in A||f=="checked"&&"defaultChecked"in A||Xe(e,f,null,m,s);for(f in A)m=A[f],f=="children"?c=m:f=="dangerouslySetInnerHTML"?g=m:f=="value"?d=m:f==
"checked"?_=m:l&&typeof m!="function"||y[f]===m||Xe(e,f,m,y[f],s);g?(l||w&&(g.__html==w.__html||g.__html==e.innerHTML)||(e.innerHTML=g.__html),t.__k=[]):(w&&(e.
textContent=""),(C=="foreignObject"||s=="http://www.w3.org/1998/Math/MathML"&&eo.test(C))&&(s="http://www.w3.org/1999/xhtml"),gn(p,Mt(c)?c:[c],t,n,r,s,i,a,i?i[0]:
n.__k&&ye(n,0),l,u),i&&i.some(ke)),l&&C!="textarea"||(f="value",C=="progress"&&d==null?e.removeAttribute(f):d==null||d===e[f]&&(C!="progress"||d)||Xe(e,f,d,y[f],
s),f="checked",_!=null&&_!=e[f]&&Xe(e,f,_,y[f],s))}else y===A||l&&e.data==A||(e.data=A);return e}function At(e,t,n,r){try{typeof e=="function"?t?t.__x=e(t)||1:r&&
(r=r.__c||r.__e)&&(t=r.__x)&&(r.__x=null,typeof t=="function"?t():e(null)):e.current=t}catch(s){F.__e(s,n)}}function Pt(e,t,n){var r,s,i,a;if(F.unmount&&F.unmount(
e),!(r=e.ref)||r.current&&r.current!=e.__e||At(r,null,t,e),r=e.__c){if(r.componentWillUnmount)try{r.componentWillUnmount()}catch(l){F.__e(l,t)}r.__P=r.__n=null}
if(r=e.__k)for(a=0;a<r.length;a++)r[a]&&Pt(r[a],t,typeof e.type!="function"||n&&!e.props.__P);!n&&(r=e.__c)&&(r=r.__z)&&(s=Ye(r,i=[]))&&(r==e.__e&&i.some(ke),ke(
s),ke(r)),n||ke(e.__e),e.__e=e.__c=e.__=null}function io(e,t,n){return this.constructor(e,n)}function Lt(e,t){var n,r,s,i;F.__&&F.__(e,t),t.nodeType==9&&(t=t.documentElement),
r=(n=e&&32&e.__u)?null:t.__k,t.__k=Ie(U,{children:[e]}),s=[],i=[],Ct(t,t.__k,r||Qe,Qe,t.namespaceURI,r?null:t.firstChild?$t.call(t.childNodes):null,s,r?r.__e:t.
firstChild,n,i),_n(s,t.__k,i),t.__k.props.children=null}function bn(e){function t(n){var r,s;return this.getChildContext||(r=new Set,(s={})[t.__c]=this,this.getChildContext=function(){return s},this.shouldComponentUpdate=
function(i){this.props.value!=i.value&&r.forEach(function(a){a.__g|=4,Et(a)})},this.sub=function(i){r.add(i);var a=i.componentWillUnmount;i.componentWillUnmount=
function(){r.delete(i),a&&a.call(i)}}),n.children}return t.__c="__cC"+fn++,t.__=e,t.Provider=(t.Consumer=function(n,r){return n.children(r)}).contextType=t,t}F={__e:function(e,t,n,r){for(var s,i,a;t=t.__;)if((s=t.__c)&&!(1&s.__g)){s.__g|=4;try{if((a=(i=s.constructor)&&i.getDerivedStateFromError)&&s.setState(i.getDerivedStateFromError(
e)),s.componentDidCatch&&(s.componentDidCatch(e,r||{}),a=1),a&&8&s.__g)return void(s.__g|=2)}catch(l){e=l}}throw Ze=0,e}},un=0,xt=function(e){return e!=null&&e.
constructor===Oe},Te.prototype.setState=function(e,t){var n=this.__s;n&&n!=this.state||(n=this.__s=Se({},this.state)),typeof e=="function"&&(e=e(Se({},n),this.props)),
e&&(Se(n,e),this.__v&&(t&&this.__k.push(t),Et(this)))},Te.prototype.forceUpdate=function(e){this.__v&&(this.__g|=4,e&&this.__h.push(e),Et(this))},Te.prototype.render=
U,ve=[],Ze=0,cn=function(e,t){return e.__v.__b-t.__v.__b},je=Symbol(),pn=/(PointerCapture)$|Capture$/i,Tt=0,St={},fn=0;var Me,X,Bt,wn,Dt=Object.is,tt=0,An=[],Ht=[],j=F,kn=j.__b,Sn=j.__r,En=j.diffed,xn=j.__c,Tn=j.unmount,Mn=j.__;function nt(e,t){j.__h&&j.__h(X,e,tt||t),tt=0;var n=X.
__H||(X.__H={__:[],__h:[]});return e>=n.__.length&&n.__.push({}),n.__[e]}function Ke(e){return tt=1,ao(Bn,e)}function ao(e,t,n){var r=nt(Me++,2);if(r.t=e,!r.__c&&
(r.__=[n?n(t):Bn(void 0,t),function(i){var a=(r.__N||r.__)[0],l=r.t(a,i);Dt(a,l)||(r.__N=[l,r.__[1]],r.__c.setState({}))}],r.__c=X,!X.__f)){X.__f=!0;var s=X.shouldComponentUpdate;
X.shouldComponentUpdate=function(i,a,l){var u=this.__H;if(!u)return!0;var p=!1,f=this.props!=i;if(u.__.some(function(w){w.__N&&(p=!0,Dt(w.__[0],w.__N[0])||(f=!0))}),
s){var g=s.call(this,i,a,l);return p?g||f:g}return!p||f}}return r.__}function te(e,t){var n=nt(Me++,4);!j.__s&&Ln(n.__H,t)&&(n.__P=!1,n.__=e,n.u=t,X.__h.push(n))}function J(e){return tt=5,ue(function(){return{current:e}},[])}function ue(e,t){var n=nt(Me++,7);return Ln(n.__H,t)&&(n.__=e(),n.__H=t),n.__}function Pn(e){var t=X.context[e.__c],n=nt(Me++,9);return n.c=e,t?(n.__==null&&(n.__=!0,t.sub(X)),t.props.value):e.__}function lo(){var e;do{for(;e=Ht.shift();)try{Re(e)}catch(n){j.__e(n,{__:(e=e.__P)&&e.__v})}for(;e=An.shift();){var t=e.__H;if(e.__P&&t)try{t.__h.some(Re),t.__h.
some(Nt),t.__h=[]}catch(n){t.__h=[],j.__e(n,e.__v)}}}while(Ht.length)}j.__b=function(e){X=null,kn&&kn(e)},j.__=function(e,t){e&&t.__k&&t.__k.__m&&(e.__m=t.__k.__m),
Mn&&Mn(e,t)},j.__r=function(e){Sn&&Sn(e),Me=0;var t=(X=e.__c).__H;t&&(Bt==X?X.__h=[]:(t.__h.some(Re),t.__h.some(Nt),Me=0),t.__h=[],t.__.some(function(n){n.__N&&
(n.__=n.__N),n.u=n.__N=void 0})),Bt=X},j.diffed=function(e){En&&En(e);var t=e.__c;t&&t.__H&&(t.__H.__h.length&&Cn(An.push(t)),t.__H.__.some(function(n){n.u&&(n.
__H=n.u)})),Bt=X=null},j.__c=function(e,t){t.some(function(n){try{n.__h.some(Re),n.__h=n.__h.filter(function(r){return!r.__||Nt(r)})}catch(r){n.__h=[function(){
throw r}]}}),xn&&xn(e,t)},j.unmount=function(e){Tn&&Tn(e);var t,n,r=e.__c;r&&r.__H&&(r.__H.__.some(function(s){try{if(s.__P&&s.__c){if(n===void 0){for(n=e.__;n&&
(!n.__c||!n.__c.__P);)n=n.__;n=n&&n.__c}s.__P=n,Cn(Ht.push(s))}else Re(s)}catch(i){t=i}}),r.__H=void 0,t&&j.__e(t,r.__v))};var $n=typeof requestAnimationFrame==
"function";function uo(e){var t,n=function(){clearTimeout(r),$n&&cancelAnimationFrame(t),setTimeout(e)},r=setTimeout(n,35);$n&&(t=requestAnimationFrame(n))}function Cn(e){
e!=1&&wn==j.requestAnimationFrame||((wn=j.requestAnimationFrame)||uo)(lo)}function Re(e){var t=X,n=e.__c;typeof n=="function"&&(e.__c=void 0,n()),X=t}function Nt(e){
var t=X;e.__c=e.__(),X=t}function Ln(e,t){return!e||e.length!=t.length||t.some(function(n,r){return!Dt(n,e[r])})}function Bn(e,t){return typeof t=="function"?t(
e):t}var co=Symbol.for("preact-signals");function it(){if(fe>1)fe--;else{var e,t=!1;for((function(){var s=ot;for(ot=void 0;s!==void 0;){var i=s.S;if(i.v===s.v)for(var a=i.
t;a!==void 0;a=a.x)a.i===s.i&&(a.i=i.i);s=s.o}})();Ue!==void 0;){var n=Ue;for(Ue=void 0,rt++;n!==void 0;){var r=n.u;if(n.u=void 0,n.f&=-3,!(8&n.f)&&Hn(n))try{n.
c()}catch(s){t||(e=s,t=!0)}n=r}}if(rt=0,fe--,t)throw e}}function ne(e){if(fe>0)return e();It=++po,fe++;try{return e()}finally{it()}}var We,V=void 0;function Fe(e){
var t=V,n=We;V=void 0,We=void 0;try{return e()}finally{V=t,We=n}}var Ue=void 0,fe=0,rt=0,po=0,It=0,ot=void 0,st=0;function Dn(e){if(V!==void 0){var t=e.n;if(t===
void 0||t.t!==V)return t={i:0,S:e,p:V.s,n:void 0,t:V,e:void 0,x:void 0,r:t},V.s!==void 0&&(V.s.n=t),V.s=t,e.n=t,32&V.f&&e.S(t),t;if(t.i===-1)return t.i=0,t.n!==
void 0&&(t.n.p=t.p,t.p!==void 0&&(t.p.n=t.n),t.p=V.s,t.n=void 0,V.s.n=t,V.s=t),t}}function Z(e,t){this.v=e,this.i=0,this.n=void 0,this.t=void 0,this.l=0,this.W=
t?.watched,this.Z=t?.unwatched,this.name=t?.name}Z.prototype.brand=co;Z.prototype.h=function(){return!0};Z.prototype.S=function(e){var t=this,n=this.t;n!==e&&e.
e===void 0&&(e.x=n,this.t=e,n!==void 0?n.e=e:Fe(function(){var r;(r=t.W)==null||r.call(t)}))};Z.prototype.U=function(e){var t=this;if(this.t!==void 0){var n=e.e,
r=e.x;n!==void 0&&(n.x=r,e.e=void 0),r!==void 0&&(r.e=n,e.x=void 0),e===this.t&&(this.t=r,r===void 0&&Fe(function(){var s;(s=t.Z)==null||s.call(t)}))}};Z.prototype.
subscribe=function(e){var t=this;return ae(function(){var n=t.value;Fe(function(){return e(n)})},{name:"sub"})};Z.prototype.valueOf=function(){return this.value};
Z.prototype.toString=function(){return this.value+""};Z.prototype.toJSON=function(){return this.value};Z.prototype.peek=function(){var e=this;return Fe(function(){
return e.value})};Object.defineProperty(Z.prototype,"value",{get:function(){var e=Dn(this);return e!==void 0&&(e.i=this.i),this.v},set:function(e){if(e!==this.v){
if(rt>100)throw new Error("Cycle detected");(function(n){fe!==0&&rt===0&&n.l!==It&&(n.l=It,ot={S:n,v:n.v,i:n.i,o:ot})})(this),this.v=e,this.i++,st++,fe++;try{for(var t=this.
t;t!==void 0;t=t.x)t.t.N()}finally{it()}}}});function L(e,t){return new Z(e,t)}function Hn(e){for(var t=e.s;t!==void 0;t=t.n)if(t.S.i!==t.i||!t.S.h()||t.S.i!==t.
i)return!0;return!1}function Nn(e){for(var t=e.s;t!==void 0;t=t.n){var n=t.S.n;if(n!==void 0&&(t.r=n),t.S.n=t,t.i=-1,t.n===void 0){e.s=t;break}}}function In(e){
for(var t=e.s,n=void 0;t!==void 0;){var r=t.p;t.i===-1?(t.S.U(t),r!==void 0&&(r.n=t.n),t.n!==void 0&&(t.n.p=r)):n=t,t.S.n=t.r,t.r!==void 0&&(t.r=void 0),t=r}e.s=
n}function Ee(e,t){Z.call(this,void 0,t),this.x=e,this.s=void 0,this.g=st-1,this.f=4}Ee.prototype=new Z;Ee.prototype.h=function(){if(this.f&=-3,1&this.f)return!1;
if((36&this.f)==32||(this.f&=-5,this.g===st))return!0;if(this.g=st,this.f|=1,this.i>0&&!Hn(this))return this.f&=-2,!0;var e=V;try{Nn(this),V=this;var t=this.x();
(16&this.f||this.v!==t||this.i===0)&&(this.v=t,this.f&=-17,this.i++)}catch(n){this.v=n,this.f|=16,this.i++}return V=e,In(this),this.f&=-2,!0};Ee.prototype.S=function(e){
if(this.t===void 0){this.f|=36;for(var t=this.s;t!==void 0;t=t.n)t.S.S(t)}Z.prototype.S.call(this,e)};Ee.prototype.U=function(e){if(this.t!==void 0&&(Z.prototype.
U.call(this,e),this.t===void 0)){this.f&=-33;for(var t=this.s;t!==void 0;t=t.n)t.S.U(t)}};Ee.prototype.N=function(){if(!(2&this.f)){this.f|=6;for(var e=this.t;e!==
void 0;e=e.x)e.t.N()}};Object.defineProperty(Ee.prototype,"value",{get:function(){if(1&this.f)throw new Error("Cycle detected");var e=Dn(this);if(this.h(),e!==void 0&&
(e.i=this.i),16&this.f)throw this.v;return this.v}});function Y(e,t){return new Ee(e,t)}function On(e){var t=e.j;if(e.j=void 0,typeof t=="function"){fe++;var n=V;
V=void 0;try{t()}catch(r){throw e.f&=-2,e.f|=8,Ot(e),r}finally{V=n,it()}}}function Ot(e){for(var t=e.s;t!==void 0;t=t.n)t.S.U(t);e.x=void 0,e.s=void 0,On(e)}function fo(e){
if(V!==this)throw new Error("Out-of-order effect");In(this),V=e,this.f&=-2;try{8&this.f&&Ot(this)}finally{it()}}function $e(e,t){this.x=e,this.j=void 0,this.s=void 0,
this.u=void 0,this.f=32,this.name=t?.name,We&&We.push(this)}$e.prototype.c=function(){var e=this.S();try{if(8&this.f||this.x===void 0)return;var t=this.x();typeof t==
"function"&&(this.j=t)}finally{e()}};$e.prototype.S=function(){if(1&this.f)throw new Error("Cycle detected");this.f|=1,this.f&=-9,On(this),Nn(this),fe++;var e=V;
return V=this,fo.bind(this,e)};$e.prototype.N=function(){2&this.f||(this.f|=2,this.u=Ue,Ue=this)};$e.prototype.d=function(){this.f|=8,1&this.f||Ot(this)};$e.prototype.
dispose=function(){this.d()};function ae(e,t){var n=new $e(e,t);try{n.c()}catch(s){throw n.d(),s}var r=n.d.bind(n);return r[Symbol.dispose]=r,r}var Rn,lt,at,mo=typeof window<"u"&&!!window.__PREACT_SIGNALS_DEVTOOLS__;var Kn=[];ae(function(){Rn=this.N})();function Ce(e,t){F[e]=t.bind(null,F[e]||function(){})}function qe(e){if(at){var t=at;at=void 0,t()}at=e&&e.S()}function Wn(e){
var t=this,n=e.data,r=ut(n);r.name="ReactiveDom",r.value=n;var s=ue(function(){for(var l=t,u=t.__v;u=u.__;)if(u.__c){u.__c.__$f|=4;break}var p=Y(function(){var c=r.
value.value;return c===0?0:c===!0?"":c||""}),f=Y(function(){return!Array.isArray(p.value)&&!xt(p.value)}),g=ae(function(){if(this.N=Un,f.value){var c=p.value;l.
__v&&l.__v.__e&&l.__v.__e.nodeType===3&&(l.__v.__e.data=c)}}),w=t.__$u.d;return t.__$u.d=function(){g(),w.call(this)},[f,p]},[]),i=s[0],a=s[1];return i.value?a.
peek():a.value}Wn.displayName="ReactiveTextNode";Object.defineProperties(Z.prototype,{constructor:{configurable:!0,value:dn(U,null).constructor},type:{configurable:!0,
value:Wn},props:{configurable:!0,get:function(){var e=this;return{data:{get value(){return e.value}}}}},__b:{configurable:!0,value:1}});Ce("__b",function(e,t){if(qe(),
lt=void 0,typeof t.type=="string"){var n,r=t.props;for(var s in r)if(s!=="children"){var i=r[s];i instanceof Z&&(n||(t.__np=n={}),n[s]=i,r[s]=i.peek())}}e(t)});
Ce("__r",function(e,t){if(e(t),t.type!==U){qe();var n,r=t.__c;r&&(r.__$f&=-2,(n=r.__$u)===void 0&&(r.__$u=n=(function(s,i){var a;return ae(function(){a=this},{name:i}),
a.c=s,a})((function(s){return function(){var i;mo&&((i=this.y)==null||i.call(this)),s.__$f|=1,s.setState({})}})(r),typeof t.type=="function"?t.type.displayName||
t.type.name:""))),lt=r,qe(n)}});Ce("__e",function(e,t,n,r){qe(),lt=void 0,e(t,n,r)});Ce("diffed",function(e,t){qe(),lt=void 0;var n;if(typeof t.type=="string"&&
(n=t.__e)){var r=t.__np,s=t.props,i=n.U;if(i)for(var a in i){var l=i[a];l===void 0||r&&a in r||(l.d(),i[a]=void 0)}if(r){i||(i={},n.U=i);for(var u in r){var p=i[u],
f=r[u];p===void 0?(p=ho(n,u,f,s),i[u]=p):p.o(f,s)}}}e(t)});function ho(e,t,n,r){var s=t in e&&e.ownerSVGElement===void 0,i=L(n);return{o:function(a,l){i.value=a,
r=l},d:ae(function(){this.N=Un;var a=i.value.value;r[t]!==a&&(r[t]=a,s?e[t]=a:a!=null&&(a!==!1||t[4]==="-")?e.setAttribute(t,a):e.removeAttribute(t))})}}Ce("unm\
ount",function(e,t){if(typeof t.type=="string"){var n=t.__e;if(n){var r=n.U;if(r){n.U=void 0;for(var s in r){var i=r[s];i&&i.d()}}}var a=t.__np;if(a){var l=t.props;
for(var u in a)l[u]=a[u]}t.__np=void 0}else{var p=t.__c;if(p){p.__$f|=8;var f=p.__$u;f&&(p.__$u=void 0,f.d())}}e(t)});Ce("__h",function(e,t,n,r){r<3&&(t.__$f|=2),
e(t,n,r)});Te.prototype.shouldComponentUpdate=function(e,t){if(this.__R)return!0;var n=this.__$u,r=n&&n.s!==void 0;for(var s in t)return!0;if(this.__f||typeof this.
u=="boolean"&&this.u===!0){var i=2&this.__$f;if(!(r||i||4&this.__$f)||1&this.__$f)return!0}else if(!(r||4&this.__$f)||3&this.__$f)return!0;for(var a in e)if(a!==
"__source"&&e[a]!==this.props[a])return!0;for(var l in this.props)if(!(l in e))return!0;return!1};function ut(e,t){return ue(function(){return L(e,t)},[])}var go=function(e){queueMicrotask(function(){queueMicrotask(e)})};function vo(){ne(function(){for(var e;e=Kn.shift();)Rn.call(e)})}function Un(){Kn.push(this)===1&&(F.requestAnimationFrame||go)(vo)}var ze=null,Ge=e=>e!==null&&e===ze;function Fn(e){e.addEventListener("keydown",t=>{t.isComposing||t.keyCode===229?(t.stopPropagation(),t.key==="Escape"&&Rt(t.target,
"[type=search]")&&t.preventDefault()):t.repeat&&t.key==="Enter"&&Rt(t.target,"button, a")&&t.preventDefault()},!0),yo(e),e.addEventListener("keydown",t=>{(t.ctrlKey||
t.metaKey)&&t.key==="s"||t.stopPropagation()})}function yo(e){e.addEventListener("compositionstart",({target:t})=>ze=t,!0),e.addEventListener("compositionend",({
target:t})=>{ze=null,t?.dispatchEvent(new Event("input",{bubbles:!0}))},!0),e.addEventListener("blur",t=>{t.target===ze&&(Rt(t.target,":focus")?t.stopPropagation():
ze=null)},!0)}var Rt=(e,t)=>e instanceof Element&&e.matches(t);function zn(e,{takes:t,hover:n,take:r}){e.addEventListener("paste",s=>{let{clipboardData:i}=s,a=Gn(s);!i?.files.length||a&&(!t(a)||_o(i))||(s.preventDefault(),r(
ct(i)))}),e.addEventListener("dragover",s=>{qn(s)||(s.preventDefault(),n(!0))}),e.addEventListener("dragleave",()=>n(!1)),e.addEventListener("drop",()=>n(!1),!0),
e.addEventListener("drop",s=>{qn(s)||(s.preventDefault(),s.stopPropagation(),s.dataTransfer&&r(ct(s.dataTransfer)))})}function ct(e){let n=[...e.items].some(r=>r.
webkitGetAsEntry?.()?.isDirectory);return{files:[...e.files],folder:n}}function Gn(e){return e.target instanceof Element?e.target.closest("input, textarea"):null}
function qn(e){return Gn(e)!==null&&!e.dataTransfer?.types.includes("Files")}function _o(e){let{body:t}=new DOMParser().parseFromString(e.getData("text/html"),"\
text/html");if(t.querySelector("img")&&!t.textContent?.trim())return"";let n=e.getData("text/plain").trim(),r=[...e.files].map(({name:i})=>i);return n.split(/[\r\n]+/).
every(i=>r.includes(i.split(/[/\\]/).at(-1)??""))?"":n}var Jn="100000px",bo=".jp-LinkedOutputView";function Vn(e,t){let n=null,r=!1,s=new ResizeObserver(i);function i(){if(!e.isConnected||!e.parentElement?.clientWidth)
return;(!r||n&&!n.contains(e))&&(r=!0,n=wo(e),n&&s.observe(n));let a=n?.closest(bo)??null,l=n?n.clientHeight:window.innerHeight;t(a&&n?{seen:l-ko(e,n),own:!0}:{
seen:l,own:!1})}return s.observe(e.parentElement??e),window.addEventListener("resize",i),i(),()=>{s.disconnect(),window.removeEventListener("resize",i)}}function wo(e){
let t=[];for(let s=e.parentElement;s&&s!==document.body;s=s.parentElement)s!==document.documentElement&&/auto|scroll/.test(getComputedStyle(s).overflowY)&&t.push(
s);let n=e.style.height;e.style.height=Jn;let r=t.find(s=>s.clientHeight&&s.clientHeight<Number.parseInt(Jn,10));return e.style.height=n,r??null}function ko(e,t){
let n=e.getBoundingClientRect().top-t.getBoundingClientRect().top,r=Number.parseFloat(getComputedStyle(t).paddingBottom)||0;return Math.round(n+t.scrollTop-t.clientTop+
r)}function Kt(e,t){let n=e.parentElement;t!==e.classList.contains("whole")&&(n&&(n.style.minHeight=t?`${e.offsetHeight}px`:""),e.classList.toggle("whole",t),"popo\
ver"in e&&(e.popover=t?"manual":null,t&&e.showPopover()))}var Xn=0;function ce(){return Xn+=1,`imagegen-${Date.now().toString(36)}-${Xn}`}var So=4e3,Ae=class extends Error{words;constructor(t){super(t.join(" ")||"There is no kernel to send it to."),this.words=t}};function pe(e){return e instanceof
Ae?e.words:[e instanceof Error?e.message:String(e)]}function jn(e){let t=ce(),n=L("well"),r=new Map,s=new Map,i,a=0,l=!1;function u(){clearTimeout(i),i=void 0,n.
value="well"}function p(c,{resolve:m,reject:d}){s.delete(c.id),c.kind==="refused"?d(new Ae(c.words)):m(c)}function f(c,m=[]){u();let d=c?.view===t?s.get(c.id??0):
void 0;if(d)p(c,d);else for(let _ of r.get(c?.kind??"")??[])_(c,m)}function g(c,m,d=[]){if(l)return!1;try{let _=e.send({kind:c,...m},void 0,d);Eo(_)&&_.catch(()=>n.
value="gone")}catch{return clearTimeout(i),n.value="gone",!1}return i??=setTimeout(()=>n.value="silent",So),!0}let w=()=>g("hello",{});return e.on("msg:custom",
f),e.on("change:_status",u),e.on("comm_live_update",w),{view:t,state:n,nextId:()=>++a,send:g,ask(c,m,d=[]){let _=m.id??++a;return new Promise((b,y)=>{s.set(_,{resolve:b,
reject:y}),!g(c,{view:t,id:_,...m},d)&&(s.delete(_),y(new Ae([])))})},on(c,m){let d=r.get(c)??new Set;r.set(c,d.add(m))},close(){l=!0,clearTimeout(i),e.off("msg\
:custom",f),e.off("change:_status",u),e.off("comm_live_update",w),r.clear();for(let{reject:c}of s.values())c(new Ae([]));s.clear()}}}function Eo(e){return typeof e?.
catch=="function"}var xo={tile:600,thumbnail:20,full:6},To=60;function Yn(e){let t=new Map,n=[];function r(l){let u=t.get(l);u?.url&&URL.revokeObjectURL(u.url),t.delete(l)}function s(){
for(let[l,u]of Object.entries(xo)){let p=[...t.keys()].filter(f=>f.startsWith(`${l} `)&&t.get(f)?.url);for(let f of p.slice(0,Math.max(0,p.length-u)))r(f)}}function i(){
for(;n.length;)e.send("tiles",{hashes:n.splice(0,To)})}function a(l,u,p,f){let g=t.get(`${l} ${u}`);if(!(!g||g.url||!f)){g.url=URL.createObjectURL(new Blob([f],
{type:`image/${p}`}));for(let w of g.waiting.splice(0))w(g.url)}}return e.on("tiles",({hashes:l},u)=>{for(let[p,f]of l.entries())a("tile",f,"webp",u[p]);s()}),e.
on("picture",({hash:l,size:u,type:p},[f])=>{a(u,l,p,f),s()}),e.on("missing",({hash:l,size:u})=>{let p=t.get(`${u} ${l}`);t.delete(`${u} ${l}`);for(let f of p?.waiting??
[])f("")}),{held:(l,u)=>t.get(`${u} ${l}`)?.url??"",url(l,u){let p=`${u} ${l}`,f=t.get(p);return f?.url?(t.delete(p),t.set(p,f),Promise.resolve(f.url)):new Promise(
g=>{f?f.waiting.push(g):(t.set(p,{url:"",waiting:[g]}),u!=="tile"?e.send("picture",{hash:l,size:u}):n.push(l)===1&&queueMicrotask(i))})},close(){n=[];for(let l of[
...t.keys()])r(l)}}}async function Zn(e,t){try{return await navigator.clipboard.writeText(e),!0}catch{let n=document.activeElement,r=document.createElement("textarea");r.value=e,r.
className="held",t.append(r),r.select();let s=document.execCommand("copy");return r.remove(),n instanceof HTMLElement&&n.focus(),s}}async function Qn(e,t){let n=await Mo(t),r={id:e.nextId(),name:t.name,total:n.size},s=0;for(;;){let i=await n.slice(s,s+524288).arrayBuffer(),a=await e.ask("upl\
oad",{...r,start:s},[i]);if(a.kind==="uploaded")return a;s=a.received}}async function Mo(e){let t=URL.createObjectURL(e);try{let n=await $o(t,e.name),{naturalWidth:r,
naturalHeight:s}=n;if(r*s>5e7){let l=Math.round(r*s/1e6);throw new Error(`${e.name} has ${l} megapixels; 50 is the most. Make it smaller first.`)}let i=["image/\
png","image/jpeg","image/webp"].includes(e.type),a=e.size>4e6||Math.max(r,s)>2*2048;return i&&!a?e:await Co(n,e)}finally{URL.revokeObjectURL(t)}}function $o(e,t){
let n=new Image;return new Promise((r,s)=>{n.onload=()=>r(n),n.onerror=()=>s(new Error(`${t} is no picture that a browser can read.`)),n.src=e})}async function Co(e,t){
let{naturalWidth:n,naturalHeight:r}=e,s=Math.min(1,2048/Math.max(n,r)),i=document.createElement("canvas");i.width=Math.max(1,Math.round(n*s)),i.height=Math.max(
1,Math.round(r*s)),i.getContext("2d")?.drawImage(e,0,0,i.width,i.height);let a=t.type==="image/jpeg"?"image/jpeg":"image/webp",l=await new Promise(u=>i.toBlob(u,
a,.92));if(!l)throw new Error(`${t.name} could not be made smaller.`);return l}var pt=8,Ao=300;function er({line:e,say:t,open:n,sent:r}){let s=L(""),i=L(""),a=L(""),l=L([]),u=L([]),p=L({words:"",fine:!0}),f=L(null),g=L(""),w=L(!1),c=le(),m=le(),
d,_=()=>({template:s.peek(),model:i.peek().trim(),aspect:a.peek(),inputs:l.peek().map(({ref:S})=>S)});function b(S){u.value=S}function y(){clearTimeout(d),d=void 0,
!Ge(m.current)&&e.send("compose",{view:e.view,..._()})}function A(S){s.value=S,clearTimeout(d),d=setTimeout(y,Ao)}function C(S){s.value=S,y(),m.current?.focus()}
function R(){if(b([]),!s.peek().trim()){b(["Write what to paint first."]),m.current?.focus();return}d&&y(),r(),e.ask("generate",_()).then(({replayed:S})=>{S&&n(
S),t(S?`That is @${S} already, at no new call. Again makes a new take.`:"Asked.")},S=>b(pe(S)))}function h(S){l.value=S,y()}function P(S,H=l.peek().length){let N=l.
peek();if(N.some(({ref:E})=>E===S.ref))return t(`${S.label} is an input already.`);if(H>=pt)return b([`${pt} inputs are the most.`]);h([...N.slice(0,H),S,...N.slice(
H+1)]),t(`${S.label} is input ${H+1}.`)}function k(S,H){let N=[...l.peek()],[E,M]=[N[S],N[S+H]];return!E||!M?!1:([N[S],N[S+H]]=[M,E],h(N),!0)}async function D({
files:S,folder:H},N){if(b([]),H)return b(["A folder can't be an input. Drop the pictures in it."]);if(S.length===0)return b(["There was no picture in what was d\
ropped."]);let E=N===void 0?pt-l.peek().length:1;if(S.length>E){let M=N===void 0?`${pt} inputs are the most`:"one replaces one";return b([`${S.length} files are\
 too many: ${M}.`])}for(let M of S)await O(M,N)}async function O(S,H){g.value=S.name;try{let{ref:N,hash:E,prompt:M,by:$}=await Qn(e,S);P({ref:N,hash:E,label:S.name},
H),M&&(f.value={name:S.name,prompt:M,by:$})}catch(N){b(pe(N))}g.value=""}return e.on("plan",({view:S,words:H,fine:N})=>{S===e.view&&(p.value={words:H,fine:N})}),
{template:s,model:i,aspect:a,inputs:l,complaint:u,plan:p,offer:f,sending:g,hovered:w,form:c,box:m,composition:_,complain:b,write:A,generate:R,add:P,move:k,take:D,
setModel(S){i.value=S},setAspect(S){a.value=S,y()},tell:y,remove:S=>h(l.peek().filter((H,N)=>N!==S)),hover(S){w.value=S},takeOffer(){let S=f.peek()?.prompt??"";
f.value=null,C(S)},hideOffer(){f.value=null},edit(S){l.value=[S],C(""),t(`Say what to change about ${S.label}.`)},use:C,show(S){let H=S.template??S.prompt;if(S.
view===e.view||d!==void 0||Ge(m.current)||H===void 0)return;let E=new Map(l.peek().map(({ref:M,label:$})=>[M,$]));ne(()=>{s.value=H,i.value=S.model??"",a.value=
S.aspect??"",l.value=(S.inputs??[]).map((M,$)=>({ref:M,hash:S.hashes?.[$]??"",label:E.get(M)??M}))})},statusChanged(S){S.error?.length&&b(S.error)},close(){d&&y()}}}function ft(e,t){let n=`ipyimagegen.${e}`,r=String(t);try{r=localStorage.getItem(n)??r}catch{}return{value:r,keep(s){try{localStorage.setItem(n,s)}catch{}}}}function tr(){let e=new Set,t=L([]),n=-1;return{unseen:t,count:Y(()=>t.value.length),statusChanged({newest:r=0,jobs:s},i){if(n>=0)for(let u=n+1;u<=r;u+=1)e.add(
u);n=Math.max(n,r);let a=new Set(s?.listed.map(({number:u})=>u));for(let u of a)u&&e.add(u);let l=[...e].filter(u=>!a.has(u));for(let u of l)e.delete(u);l.length&&
!i&&(t.value=[...t.peek(),...l])},see(r){t.peek().some(s=>r.includes(s))&&(t.value=t.peek().filter(s=>!r.includes(s)))},seeAll(){t.value=[]}}}var Je=4,_e=27,Ut=4,Po=200,Pe={least:48,most:160,first:66},Wt=5;function nr(e){let t=ft("size",Pe.first),n=L(Math.min(Pe.most,Math.max(Pe.least,Number(t.value)||
0))),r=L(0),s=L(new Map),i=Y(()=>Math.max(2,Math.floor((r.value+Je)/(n.value+Je)))),a=Y(()=>u(i.value)),l=Y(()=>Math.min(a.value,u(Wt+1)));function u(h){return Math.
max(1,(r.value-Je*(h-1))/h)}function p(h){let P=e.held(h);if(!P)return!1;let k=s.value.get(P.key);return k!==void 0?k:e.query.value||e.count.value<Po||P.count<=
i.value?!1:P.age+(performance.now()-P.received)/1e3>Lo()}let f=h=>!p(h),g=h=>e.held(h)?.count??1,w=h=>f(h)?g(h):Math.min(Wt,g(h)),c=h=>f(h)?i.value:Wt,m=h=>(f(h)?
a.value:l.value)+Je,d=h=>Math.ceil(w(h)/c(h)),_=Y(()=>{e.version.value;let h=e.total.value,P=new Float64Array(h+1);for(let k=0;k<h;k+=1)P[k+1]=(P[k]??0)+_e+d(k)*
m(k)+Ut;return P}),b=h=>_.value[h]??0;function y(h){let[P,k]=[0,e.total.peek()-1];for(;P<k;){let D=P+k+1>>1;b(D)<=h?P=D:k=D-1}return Math.max(0,P)}function A({group:h,
place:P}){let[k,D]=[c(h),m(h)];return{x:P%k*D,y:b(h)+_e+Math.floor(P/k)*D,side:D-Je}}function C({group:h,place:P},k){let D=P+k;if(D>=0&&D<w(h))return{group:h,place:D};
let O=h+k;return O<0||O>=e.total.peek()?null:{group:O,place:k>0?0:w(O)-1}}function R({group:h,place:P},k){let D=c(h),[O,S]=[Math.floor(P/D)+k,P%D];if(O>=0&&O<d(
h))return{group:h,place:Math.min(O*D+S,w(h)-1)};let H=h+k;if(H<0||H>=e.total.peek())return null;let N=k>0?0:d(H)-1,E=Math.min(S,c(H)-1);return{group:H,place:Math.
min(N*c(H)+E,w(H)-1)}}return{size:n,width:r,columns:i,side:a,tops:_,topOf:b,groupAt:y,box:A,beside:C,below:R,shown:w,isFolded:p,between(h,P,k){let D=b(h)+_e,O=Math.
floor((P-D)/m(h)),S=Math.ceil((k-D)/m(h)),H=c(h);return[Math.max(0,O*H),Math.max(0,Math.min(w(h),S*H))]},fold(h,P){s.value=new Map(s.peek()).set(h,P)},resize(h){
n.value=h,t.keep(String(h))}}}function Lo(){let e=new Date,t=new Date(e.getFullYear(),e.getMonth(),e.getDate());return(e.getTime()-t.getTime())/1e3}var Bo=8,dt=32,Do=2e3,Ho=200;function rr(e,t){let n=le(),r=L({top:0,bottom:0}),s=L({group:0,place:0}),i="",a=L(0),l="",u={ref:"",until:0},p={ref:"",key:"",place:0,
y:0};function f(){let d=n.current;if(!d||d.clientWidth===0)return;let _=Math.floor(d.scrollTop/dt)*dt,b=Math.ceil((d.scrollTop+d.clientHeight)/dt)*dt;ne(()=>{t.
width.value=Math.max(1,d.clientWidth-2*Bo);let{top:y,bottom:A}=r.peek();(y!==_||A!==b)&&(r.value={top:_,bottom:b})}),g()}function g(){let d=n.current;if(!d||e.total.
peek()===0)return;let _=t.groupAt(d.scrollTop),[b]=t.between(_,d.scrollTop+t.side.peek()/2,1/0),y=t.shown(_)-1,C=(b>y?t.beside({group:_,place:y},1):null)??{group:_,
place:Math.min(b,y)},R=e.held(C.group)?.key??"";p={ref:e.held(C.group)?e.at(C)?.ref??"":"",key:R,place:C.place,y:t.box(C).y}}function w(){let d=n.current,_=e.spotOf(
p.ref)??e.spotIn(p.key,p.place);if(!d||!_||d.scrollTop<=0)return;let b=Math.min(_.place,t.shown(_.group)-1),y=t.box({group:_.group,place:b}).y-p.y;Math.abs(y)<.5||
(d.scrollTop+=y,f())}function c(d){s.value=d,i=e.at(d)?.ref??""}function m(d){d.group<0||d.group>=e.total.peek()||(u={ref:"",until:0},ne(()=>{c(d),a.value=a.peek()+
1}))}return{list:n,seen:r,active:s,focusings:a,measure:f,settle:w,go:m,stand:c,anchor:()=>(l||=e.at(s.peek())?.ref??"",l),setAnchor:d=>{l=d},reveal(){let d=n.current;
if(!d)return;let{y:_,side:b}=t.box(s.peek());_-_e<d.scrollTop&&(d.scrollTop=_-_e);let y=_+b+4;y>d.scrollTop+d.clientHeight&&(d.scrollTop=y-d.clientHeight)},scrollTo(d){
n.current&&(n.current.scrollTop=t.topOf(d))},follow(){let d=e.total.peek(),{group:_,place:b}=s.peek(),y=e.spotOf(i);if(y&&(y.group!==_||y.place!==b))s.value=y;else if(!y&&
d>0){let R=Math.min(_,d-1),h=Math.max(0,(e.held(R)?.count??1)-1);(_!==R||b>h)&&(s.value={group:R,place:Math.min(b,h)}),i=e.at(s.peek())?.ref??i}let C=u.ref&&performance.
now()<u.until?e.spotOf(u.ref):null;C&&m(C)},focus(d){let _=e.spotOf(d);m(_??s.peek()),_||(u={ref:d,until:performance.now()+Do})},after(d){let _=d.includes(i)?i:
d[0]??"";for(let b of[1,-1]){let y=e.spotOf(_)??s.peek();for(let A=0;A<Ho;A+=1){let C=e.at(y);if(C&&!d.includes(C.ref))return C;let R=t.beside(y,b);if(!R)break;
y=R}}return null},rewind(){n.current&&(n.current.scrollTop=0),s.value={group:0,place:0},i=l=""}}}var ie=60,No=2400,Io=Intl.DateTimeFormat().resolvedOptions().timeZone;function or(e,t){let n=new Map,r=new Set,s=new Map,i=new Map,a=new Set,l=[],u=null,p=0,f=L(
0),g=L(0),w=L(""),c=L("template"),m=L(0);function d(E=!1){u=null,m.value=m.peek()+1,t(E)}let _=(E,M,$)=>e.ask("groups",{query:M,arrangement:$,zone:Io,start:E*ie,
count:ie});async function b(E,M,$){p+=1;let W=p,z=E!==w.peek()||M!==c.peek(),oe=z?[0]:[...new Set([0,...$.map(q=>Math.floor(q/ie))])],ee=await Promise.all(oe.map(
q=>_(q,E,M)));return W!==p?null:(ne(()=>{if(z){n=new Map,s=new Map;for(let{resolve:q}of l.splice(0))q(null)}i=new Map(z?[]:[...i.keys()].map(q=>[q,!1])),r=new Set,
a=new Set,w.value=E,c.value=M;for(let q of ee)y(q);d(z)}),D(),g.peek())}function y({start:E,groups:M,total:$,count:W}){E===0&&(f.value=$,g.value=W);let z=new Map(
[...n.values()].map(ee=>[ee.key,ee.count])),oe=performance.now();for(let ee=0;ee<ie;ee+=1){let q=M[ee];if(!q){n.delete(E+ee);continue}A(q.key,q.count-(z.get(q.key)??
q.count)),n.set(E+ee,{...q,received:oe})}r.add(E/ie)}function A(E,M){let $=s.get(E);$&&M>0&&s.set(E,new Map([...$].map(([W,z])=>[W+M,z])))}function C(E){let M=Math.
floor(E/ie);if(E<f.peek()&&!r.has(M)){r.add(M);let $=p;_(M,w.peek(),c.peek()).then(W=>{$===p&&(y(W),d(),D())},()=>r.delete(M))}return n.get(E)??null}e.on("entri\
es",({view:E,query:M,group:$,start:W,entries:z})=>{if(E!==e.view||M!==w.peek())return;let oe=performance.now(),ee=s.get($)??new Map;for(let q=0;q<ie;q+=1){let se=z[q];
se?ee.set(W+q,{...se,received:oe}):ee.delete(W+q)}s.set($,ee),a.delete(R($,W)),h(R($,W),!0),P(),d(),D()});let R=(E,M)=>`${Math.floor(M/ie)} ${E}`;function h(E,M){
i.delete(E),i.set(E,M)}function P(){let E=0;for(let M of s.values())E+=M.size;for(let M of i.keys()){if(E<=No)return;let[$,W]=[Number.parseInt(M,10),M.slice(M.indexOf(
" ")+1)],z=s.get(W);for(let oe=$*ie;oe<($+1)*ie;oe+=1)z?.delete(oe)&&(E-=1);z?.size===0&&s.delete(W),i.delete(M)}}function k(E){let M=C(E.group);if(!M||E.place<
0||E.place>=M.count)return null;let $=R(M.key,E.place);if(i.get($))h($,!0);else if(!a.has($)){let W=Math.floor(E.place/ie)*ie,z={view:e.view,query:w.peek(),group:M.
key,start:W,count:ie};e.send("entries",z)&&a.add($)}return s.get(M.key)?.get(E.place)??null}function D(){l=l.filter(({spot:E,resolve:M})=>{let $=k(E);return $&&
M($),!$})}function O(){if(u)return u;u=new Map;for(let[E,{key:M,count:$}]of n)for(let[W,{ref:z}]of s.get(M)??[])W<$&&u.set(z,{group:E,place:W});return u}function S(E){
return O().get(E)??null}function H(E){let M=S(typeof E=="number"?`@${E}`:E),$=M&&n.get(M.group)?.key;return $&&s.get($)?.get(M.place)||null}return{total:f,count:g,
query:w,arrangement:c,version:m,renew:b,group:C,at:k,held:E=>n.get(E)??null,come(E){return new Promise(M=>{let $=k(E),W=n.get(E.group)?.count??1/0;$||E.place>=W?
M($):l.push({spot:E,resolve:M})})},drop(E){for(let[M,$]of n){let W=s.get($.key),z=[...W??[]].filter(([,{ref:se}])=>E.includes(se));if(!W||z.length===0)continue;
let oe=se=>z.filter(([ge])=>ge<se).length,q=[...W].filter(se=>!z.some(([ge])=>ge===se[0])).map(([se,ge])=>[se-oe(se),ge]);s.set($.key,new Map(q)),n.set(M,{...$,
count:$.count-z.length}),g.value=g.peek()-z.length}N(),d()},spotOf:S,spotIn(E,M){for(let[$,W]of n)if(W.key===E)return{group:$,place:M};return null},find:H,newest(){
let E=null;for(let M of s.values())for(let $ of M.values())$.number>(E?.number??0)&&(E=$);return E}};function N(){let E=[...n].filter(([,{count:$}])=>$===0).map(
([$])=>$),M=$=>$-E.filter(W=>W<$).length;n=new Map([...n].filter(([$])=>!E.includes($)).map(([$,W])=>[M($),W])),f.value=f.peek()-E.length}}var Oo=3e4;function sr(e){let t=L(null),n=le(),r,s=!1;function i(){clearTimeout(r),t.value=null}function a(){clearTimeout(r),r=setTimeout(()=>{n.current?.matches(
":hover, :focus-within")?a():i()},Oo)}return{shown:t,element:n,hide:i,undo(){let l=t.peek()?.undo;i(),l?.()},show(l,{undo:u=null,failed:p=!1}={}){s||(t.value={lines:l,
failed:p,undo:u},e(l.join(" ")+(u?". Undo brings it back.":"")),a())},close(){s=!0,clearTimeout(r)}}}var Ro=250;function ir(e){let t=le(),n=L(""),r=L({query:"",count:0}),s=L([]),i;function a(){clearTimeout(i),Ge(t.current)||e(n.peek().trim())}return{box:t,text:n,
found:r,refusal:s,query:()=>n.peek().trim(),ask:a,type(l){n.value=l,clearTimeout(i),i=setTimeout(a,l?Ro:0)},write(l){n.value=l,a()},has:l=>n.value.split(/\s+/).
includes(l),toggle(l){let u=n.peek().split(/\s+/).filter(Boolean),p=u.filter(f=>f!==l);n.value=[...p,...p.length<u.length?[]:[l]].join(" "),a()},clear(){n.value=
"",a(),t.current?.focus()},tell(l,u){s.value=[],r.value={query:l,count:u}},refuse(l,u){let p=u?`Still shown is what “${u}” finds.`:"Still shown is everythin\
g.";s.value=[...l,p]},close:()=>clearTimeout(i)}}var de=100;function lr({line:e,model:t,complain:n}){let r=L([]),s=0,i=Y(()=>r.value.map(({ref:c})=>c)),a=Y(()=>r.value.map(({number:c})=>c).filter(Boolean)),l=Y(
()=>new Map(r.value.filter(({isPicked:c})=>c).map(({ref:c},m)=>[c,m+1]))),u=()=>[...l.peek().keys()],p=()=>t.get("picked")??[];function f(c){let m=u().join();r.
value=c.slice(0,de),u().join()!==m&&(s+=1,e.ask("pick",{picked:u()}).catch(n).finally(()=>{s-=1,g()}))}function g(){if(s||u().join()===p().join())return;let c=new Map(
r.peek().map(m=>[m.ref,m.entry]));r.value=p().map(m=>({ref:m,number:ur(m),isPicked:!0,entry:c.get(m)??null}))}return{chosen:r,refs:i,numbers:a,orders:l,follow:g,
has:c=>r.value.some(({ref:m,number:d})=>typeof c=="number"?d===c:m===c),set:c=>f(c.map(ar)),toggle(c){let m=r.peek().filter(({ref:d})=>!Wo(d,c));f(m.length<r.peek().
length?m:[...m,ar(c)])},drop:c=>f(r.peek().filter(({number:m})=>!c.includes(m))),clear:()=>f([])}}var ar=e=>({ref:e.ref,number:e.number,isPicked:e.pictures.length>
0,entry:e}),Wo=(e,t)=>e===t.ref||t.number>0&&ur(e)===t.number;function ur(e){let t=/^@(\d+)(\.\d+)?$/.exec(e);return t?Number(t[1]):0}function cr(e){let{line:t,model:n,say:r,inputs:s,tag:i,follows:a,show:l,open:u,changed:p}=e,f=ft("arrangement","template"),g=0,w=L(0),c=or(t,v=>{v?d.rewind():d.
follow(),p()}),m=nr(c),d=rr(c,m),_=tr(),b=lr({line:t,model:n,complain:C}),y=ir(P),A=sr(r);function C(v){let T=pe(v);A.show(T.length?T:[String(v.message)],{failed:!0})}
let R={query:"",by:f.value==="time"?"time":"template"};async function h(){let{query:v,by:T}=R,K={query:c.query.peek(),by:c.arrangement.peek()};try{let I=await c.
renew(v,T,D());if(I===null)return;v||(w.value=I),y.query()===v&&y.tell(v,I)}catch(I){if(R.query!==v||v===K.query)return;Object.assign(R,K),y.refuse(pe(I),K.query)}}
function P(v){R.query=v,h()}function k(v){f.keep(v),R.by=v,h()}function D(){let{top:v,bottom:T}=d.seen.peek();return[m.groupAt(v),m.groupAt(T),d.active.peek().group]}
function O(v,T){S(v),T&&b.refs.peek().length===de&&!b.has(v.ref)?A.show([`${de} are selected; more can't be at a time.`]):T?b.toggle(v):v.pictures.length&&b.set(
[v])}function S(v){_.see([v.number]),l(v)}function H(v,T){d.go(v);let K=c.at(v);K&&(d.setAnchor(K.ref),O(K,T))}async function N(v){d.setAnchor(""),d.go(v);let T=c.
at(v)??await c.come(v);T&&c.at(d.active.peek())?.ref===T.ref&&S(T)}async function E(){let v=c.total.peek()-1;c.held(v)||await c.come({group:v,place:0}),N({group:v,
place:m.shown(v)-1})}async function M(v,T){let K=v.group<T.group||v.group===T.group&&v.place<=T.place?1:-1,I=[],G=v,Ne=!1;for(;G&&I.length<de&&!Ne;)I.push(G),Ne=
G.group===T.group&&G.place===T.place,G=m.beside(G,K);await $(I,Ne||!G?I.length:0)}async function $(v,T){g+=1;let K=g,I=await Promise.all(v.map(wt=>c.come(wt)));
if(K!==g)return;let G=I.filter(wt=>wt!==null);if(G.length===0)return;if(b.set(G),T&&T<=de)return r(`${G.length} selected.`);let Ne=T?` of ${T.toLocaleString("en")}`:
"";A.show([`${G.length}${Ne} are selected; more can't be at a time.`])}function W(v){let T=c.held(v)?.count??0,K=Array.from({length:Math.min(T,de)},(I,G)=>G);return $(
K.map(I=>({group:v,place:I})),T)}async function z(){let v=[];for(let T=0;T<c.total.peek()&&v.length<de;T+=1){await c.come({group:T,place:0});let K=c.held(T)?.count??
0;for(let I=0;I<K&&v.length<de;I+=1)v.push({group:T,place:I})}await $(v,c.count.peek())}function oe(v){let T=c.spotOf(d.anchor())??v;d.go(v);let K=c.at(v);K&&S(
K),M(T,v)}function ee(){b.clear(),d.focus(""),r("Nothing is selected.")}function q(v,T){A.hide(),se(v,T).then(()=>r(Uo(T)),C)}function se(v,T){return T.kind==="\
rate"?t.ask("rate",{numbers:v,rating:T.rating}):T.kind==="tag"?t.ask("tag",{numbers:v,changes:T.changes}):t.ask("annotate",{number:v[0]??0,note:T.note})}function ge(v,T){
let K=G=>T?.number===G?T:c.find(G);if(v.length===0)return;let I=v.every(G=>K(G)?.starred);q(v,{kind:"tag",changes:[I?"-starred":"starred"]})}function on(v){A.hide();
let T=v.map(I=>`@${I}`),K=d.after(T);b.drop(v),_.see(v),c.drop(T),K?(l(K),d.focus(K.ref)):y.box.current?.focus(),t.ask("delete",{numbers:v}).then(({numbers:I})=>A.
show([`${I.length} deleted`],{undo:()=>bt(I)}),I=>{h(),C(I)})}function bt(v){A.hide(),d.focus(`@${Math.max(...v)}`),t.ask("restore",{numbers:v}).then(({numbers:T})=>{
A.show([T.length===1?"1 is back":`${T.length} are back`]),T.length&&u(Math.max(...T))},C)}function Xr(v){A.show([`exporting ${v.length} …`]),t.ask("export",{numbers:v}).
then(({words:T})=>A.show([T]),C)}function sn(v,T,K){let{key:I}=v,G=v.ctrlKey||v.metaKey;if(v.altKey||v.repeat)return!1;if(G&&I==="z")A.undo();else if(I==="Delet\
e"||v.metaKey&&I==="Backspace")K.length&&(T.deleted?bt:on)(K);else{if(G)return!1;if(/^[0-5]$/.test(I))jr(K,Number(I));else if(I==="s")ge(K,T);else if(I==="t")i(
K);else if(I==="e"||I==="a")Yr(I==="e"?"edit":"add",T);else if(I==="Escape"&&b.refs.peek().length)ee();else return!1}return!0}function jr(v,T){v.length&&q(v,{kind:"\
rate",rating:T})}async function Yr(v,T){if(!(b.refs.peek().length>1&&b.has(T.ref)))return s(v,[T]);s(v,await an())}async function an(){let v=b.chosen.peek().map(
async({ref:T,number:K,entry:I})=>{let G=c.find(T)??I;return G||!K?G:(await t.ask("details",{number:K})).entry});return(await Promise.all(v)).filter(T=>T!==null)}
function Zr(v,T){let K=b.has(T.ref)?b.numbers.peek():[T.number];return sn(v,T,K.filter(Boolean))}function Qr(){let v=Math.max(0,..._.unseen.peek());_.seeAll(),v&&
(u(v),d.focus(`@${v}`))}return{entries:c,shelves:m,cursor:d,arrivals:_,selection:b,search:y,outcome:A,everything:w,arrange:k,take:H,walk:N,walkToLast:E,selectGroup:W,
selectEverything:z,selected:an,extendTo:oe,lookAtNew:Qr,clear:ee,mark:q,star:ge,remove:on,restore:bt,save:Xr,press:sn,pressTile:Zr,statusChanged(v){_.statusChanged(
v,a()),h()},see:v=>_.see([v]),close(){y.close(),A.close()}}}function Uo(e){if(e.kind==="rate")return e.rating?`Rated ${e.rating} of 5.`:"The rating is taken awa\
y.";if(e.kind==="annotate")return"The note is kept.";let t=e.changes[0]??"";return t.endsWith("starred")?t.startsWith("-")?"The star is taken away.":"Starred.":
`Tags: ${e.changes.join(" ")}`}var Ft="imagegen-panel";function qt(e){try{return Number(localStorage.getItem(`${Ft}-${e}`))||0}catch{return 0}}function zt(e,t){try{t?localStorage.setItem(`${Ft}\
-${e}`,String(t)):localStorage.removeItem(`${Ft}-${e}`)}catch{}}var Fo=720,mt=420,qo=280,ht=200,zo=16,Le=16;function pr(){let e=L("make"),t=L("picture"),n=L(""),r=L(!1),s=L(qt("height")),i=L(qt("history")),a=L({seen:1/0,own:!1}),
l=Y(()=>{let{seen:p,own:f}=a.value;return f?Math.max(qo,p):Math.max(mt,s.value||Math.min(Fo,p-zo))}),u=Y(()=>r.value||a.value.own);return{tab:e,part:t,sheet:n,whole:r,
height:l,history:i,fills:u,show(p){e.value=p},turnTo(p){t.value=p},open(p){n.value=p},closeSheet(){n.value=""},toggleWhole(){r.value=!r.peek()},measure(p){let{seen:f,
own:g}=a.peek();(f!==p.seen||g!==p.own)&&(a.value=p)},resize(p){s.value=p&&Math.max(mt,Math.round(p)),zt("height",s.peek())},widen(p){i.value=p&&Math.max(ht,Math.
round(p)),zt("history",i.peek())}}}function fr(){let e=L({words:"",count:0});return{said:e,say(t){e.value={words:t,count:e.peek().count+1}}}}function dr({line:e,entries:t,mark:n,complain:r}){let s=L(null),i=L(null),a=L(0),l=L(""),u=L(""),p=le(),f="",g=!0,w=0,c=0,m=!1,d=!1;function _(){let k=document.
activeElement;return!!(k?.matches("input, textarea")&&p.current?.contains(k))}function b(k){let D=s.peek()?.number;D&&n([D],k)}function y(){!s.peek()||l.peek().
trim()===f.trim()||(f=l.peek(),b({kind:"annotate",note:f}))}function A(k){l.peek()===f&&(l.value=k),f=k}function C(k){c+=1;let D=s.peek(),O=D?.ref!==k.ref;!O&&D?.
status===k.status||(O&&y(),ne(()=>{O&&(l.value=f=u.value="",i.value=null),a.value=k.main,s.value=k}),R())}async function R(){d=m;let k=s.peek()?.number;if(!(m||
!k)){m=!0;try{let D=await e.ask("details",{number:k});s.peek()?.number===D.entry.number&&h(D.entry,D.details)}catch{}m=!1,d&&R()}}function h(k,D){ne(()=>{s.peek()?.
status!==k.status&&(a.value=k.main),s.value=k,i.value=D,A(D.note)})}async function P(k){g=!1;let D=t().find(k);if(D)return C(D);c+=1;let O=c;try{let{entry:S}=await e.
ask("details",{number:k});O===c&&C(S)}catch(S){r(pe(S))}}return{shown:s,details:i,position:a,note:l,newTags:u,marks:p,open:P,renew:R,markShown:b,turnTo(k){a.value=
k},writeTags(k){u.value=k},writeNote(k){l.value=k},keepNote:y,dropNote(){l.value=f},look(k){g=t().newest()?.number===k.number,C(k)},follows:()=>g,followNext(){g=
!0},follow(){if(!g||_())return;let k=t().query.peek()?null:t().newest();k&&C(k)},followNew(k){let D=w>0&&k>w;w=k,!(!D||!g||_()||!t().query.peek())&&(P(k),g=!0)},
close:y}}function mr(e,t){let n=jn(e),r=Yn(n),{said:s,say:i}=fr(),a=L({}),l=L(performance.now()),u=Date.now()/1e3,p=pr(),f=er({line:n,say:i,open:h=>w.open(h),sent:()=>w.
followNext()}),g=cr({line:n,model:e,say:i,inputs:d,tag:()=>w.marks.current?.querySelector("input")?.focus(),follows:()=>w.follows(),show:h=>w.look(h),open:h=>w.
open(h),changed:()=>w.follow()}),w=dr({line:n,entries:()=>g.entries,mark:(h,P)=>g.mark(h,P),complain:f.complain}),c=h=>f.complain(pe(h));function m(h,P,k=P.main){
let D=P.pictures[k];if(!D)return;let O=k===P.main?P.ref:`${P.ref}.${k+1}`;f[h]({ref:O,hash:D.hash,label:P.number?O:P.name||O})}function d(h,P){let[k,...D]=P.filter(
({pictures:O})=>O.length);k&&m(h,k);for(let O of D)m("add",O)}async function _(h,P){i(await Zn(h,t)?`${P} is copied.`:"The browser doesn't allow copying.")}let b=h=>h.
then(({text:P})=>_(P,"The cell")).catch(c);n.on("refused",({view:h,id:P,words:k})=>{h===n.view&&P===0&&f.complain(k)});function y(){let h=e.get("_status")??{};h.
total!==void 0&&(ne(()=>{a.value=h,l.value=performance.now(),f.statusChanged(h),g.statusChanged(h),w.followNew(h.newest??0)}),w.renew())}let A=()=>g.selection.follow(),
C=()=>f.show(e.get("_composer")??{}),R=ae(()=>g.see(w.shown.value?.number??0));return e.on("change:_status",y),e.on("change:picked",A),e.on("change:_composer",C),
C(),A(),y(),n.send("hello",{}),{kernel:n.state,pictures:r,said:s,status:a,statusCame:l,opened:u,unsendable:Y(()=>n.state.value==="gone"?"Nothing is sent without\
 a kernel; the prompt is kept.":""),layout:p,composer:f,viewing:w,history:g,input:m,again(h){w.followNext(),n.ask("again",{number:h.number}).then(()=>i("Asked o\
nce more."),c)},stop:h=>n.send("stop",{job:h}),waitAgain:h=>n.send("waitAgain",{job:h}),removeWaiting:()=>n.send("removeWaiting",{}),copyText:_,copyPrompt:h=>_(
h,"The prompt"),copyCell:h=>b(n.ask("cell",{number:h.number})),copyComposedCell:()=>b(n.ask("composedCell",f.composition())),close(){e.off("change:_status",y),e.
off("change:picked",A),e.off("change:_composer",C),R(),f.close(),w.close(),g.close(),r.close(),n.close()}}}var hr=bn(null),gr=hr.Provider;function x(){let e=Pn(hr);if(!e)throw new Error("a view outside of the panel");return e}var Go=Symbol.for("pv"),Jo=0;function o(e,t,n,r,s,i){t||(t={});var a,l,u=t;if("ref"in u&&typeof e!="function")for(l in u={},t)l=="ref"?a=t[l]:u[l]=t[l];var p={type:e,props:u,key:n,ref:a,__k:null,
__:null,__b:0,__e:null,__c:null,constructor:Go,__v:--Jo,__i:-1,__u:0};return(s||i)&&(p.__source=s,p.__self=i),F.vnode&&F.vnode(p),p}function B({press:e,...t}){return o("button",{type:"button",onClick:e,...t})}function Be({press:e,...t}){return o(B,{press:n=>n.detail<2&&e(n),...t})}var me={autoComplete:"\
off",autoCapitalize:"none",autoCorrect:"off",spellcheck:!1};function Q({name:e}){return o("i",{class:`icon icon-${e}`,"aria-hidden":"true"})}function he({icon:e,
name:t,hint:n=t,class:r="",...s}){return o(B,{class:`icon-only ${r}`,"aria-label":t,title:n,...s,children:o(Q,{name:e})})}function be({of:e}){return e.map((t,n)=>o(
"span",{children:t},n))}function we(e,t,n=!0){let{pictures:r}=x(),[s,i]=Ke({hash:"",url:""}),a=s.hash===e;return te(()=>{if(!n||!e||a)return;let l=!0;return r.url(e,t).then(u=>l&&i({hash:e,
url:u})),()=>{l=!1}},[e,t,n,a,r]),a&&e?s.url:null}function De(e){let[t,n]=Ke(e);return te(()=>{n(performance.now());let r=setInterval(()=>n(performance.now()),1e3);
return()=>clearInterval(r)},[e]),Math.max(0,t-e)/1e3}function gt(){let{money:e}=x().status.value;if(!e)return null;let{spent:t,budget:n}=e;return o("span",{class:"today",title:vr(e),children:["today ",o("b",{class:"\
digits",children:re(t)}),n!==null&&o(U,{children:[` of ${re(n)}`,o(Gt,{money:e,budget:n})]})]})}function Gt({money:e,budget:t}){let n=r=>`${Math.min(100,t?100*r/
t:100)}%`;return o("span",{class:"meter",role:"img","aria-label":vr(e),children:[o("i",{class:"spent",style:{width:n(e.spent)}}),o("i",{class:"held-money",style:{
width:n(e.held)}})]})}function vr({spent:e,held:t,budget:n}){return[`${re(e)} spent today`,t||n!==null?`${re(t)} held`:"",n===null?"no budget":`${re(Math.max(0,
n-e-t))} left`].filter(Boolean).join(", ")}function re(e){let t=Math.abs(e*100-Math.round(e*100))<1e-6;return e>=.1||t?`$${e.toFixed(2)}`:`$${Number(e.toPrecision(
3))}`}function yr(){let{status:e}=x(),{listed:t=[],running:n=0,waiting:r=0}=e.value.jobs??{},s=[n&&`Under way ${n}`,r&&`waiting ${r}`];return o("section",{class:"queu\
e wide-only","aria-label":"Under way, in short",children:[o("div",{class:"heading",children:s.filter(Boolean).join(" · ")||"Nothing under way"}),o("ul",{children:t.
map(i=>o(Vo,{job:i},i.id))})]})}function Vo({job:e}){let t=Vt(e);return o("li",{children:[o("span",{class:"row",children:[o("b",{class:"cut",children:e.model}),
o("span",{class:"grey digits",children:e.number?`${Math.floor(t)} s`:"waiting"}),o("span",{class:"spring"}),o(vt,{job:e,class:"link"})]}),e.number>0&&o(Jt,{job:e,
seconds:t}),o("span",{class:"row grey",children:[o("span",{class:"cut",title:e.prompt,children:e.prompt}),o("span",{class:"spring"}),o("span",{class:"digits",children:He(
e,t)})]})]})}function vt({job:e,class:t}){let{stop:n}=x();return o(B,{press:()=>n(e.id),class:t,title:e.number?"The picture is still filed when it comes; it may\
 be billed.":"Nothing was sent.",children:e.number?"Stop waiting":"Remove"})}function Jt({job:e,seconds:t}){if(!e.high)return null;let n=Math.max(e.high*1.2,t*1.05),
r=s=>`${100*s/n}%`;return o("span",{class:"time-track",role:"img","aria-label":`${Math.floor(t)} s, ${He(e,t)}`,children:[o("i",{class:"usual",style:{left:r(e.low),
width:r(e.high-e.low)}}),o("i",{class:"so-far",style:{width:r(t)}})]})}function Vt(e){return e.seconds+De(x().statusCame.value)}var Ve=(e,t)=>e.high>0&&t>e.high;
function He(e,t){return!e.high||!e.number?"":Ve(e,t)?"slower than 9 of 10":`usually ${Xt(e)} s`}function Xt(e){let[t,n]=[Math.max(1,Math.round(e.low)),Math.max(
1,Math.round(e.high))];return t===n?String(t):`${t}–${n}`}function _r(e,t){let n=e.pause-t;return n>0?`goes on in ${Math.ceil(n)} s`:""}var Xo=3,jo={well:"",silent:"No answer from the kernel yet. If a cell runs, this waits for it; if the kernel was restarted, run the cell with %imagegen panel ag\
ain.",gone:"No kernel: run the cell with %imagegen panel again. What is shown stays; nothing can be sent."};function wr(){let{kernel:e,status:t}=x(),{waits:n}=t.
value,r=e.value==="silent"&&n?"":jo[e.value];return o("footer",{class:"foot","data-kernel":r?e.value:"well",children:[o("span",{class:"notice cut",role:"alert",
hidden:!r,title:r,children:[r&&o(Q,{name:"warning"}),r]}),!r&&n&&o("span",{class:"cut",children:[o(Q,{name:"paused"})," a cell runs: what you ask is sent after \
it"]}),!r&&o(Yo,{}),o("span",{class:"spring"}),o(es,{})]})}function Yo(){let{layout:e,status:t,statusCame:n}=x(),r=De(n.value),{listed:s=[],running:i=0,waiting:a=0}=t.
value.jobs??{};if(!i&&!a)return o(br,{});let l=s.filter(({number:p})=>p).slice(0,Xo),u=l.map(p=>Zo(p,p.seconds+r));return i>l.length&&l.length&&u.push(`${i-l.length}\
 more`),a&&u.push(`${a} waiting`),o(U,{children:[o("span",{class:"narrow-only cut under-way",title:u.join(" · "),children:[o(Q,{name:"clock"})," ",o("b",{children:`${i}\
 under way`}),o("span",{class:"digits",children:u.map(p=>` · ${p}`).join("")})]}),o(B,{press:()=>e.show("jobs"),class:"link narrow-only",children:"Stop waiting\
 …"}),o("span",{class:"wide-only cut",children:o(br,{})})]})}function Zo(e,t){let n=He(e,t),r=n&&(Ve(e,t)?`, ${n}`:` of ${n}`);return`${e.model} ${Math.floor(
t)} s${r}`}function br(){let{status:e,opened:t}=x(),{ended:n=[],running:r=0}=e.value.jobs??{},s=n.find(({at:l})=>l>t);if(!s)return r?null:o("span",{class:"cut",
children:"Nothing under way"});let i=s.how==="failed",a=Qo(s);return o("span",{class:i?"cut failed":"cut",title:a,children:[o(Q,{name:i?"warning":"check"})," ",
a]})}function Qo({number:e,how:t,words:n,seconds:r,cost:s}){let i=e?`@${e}`:"It";if(t==="failed")return`${i} failed: ${n}`;if(t==="stopped")return`${i} was stop\
ped`;let a=r>=1?` after ${Math.round(r)} s`:"";return[`${i} came${a}`,s?re(s):""].filter(Boolean).join(" · ")}function es(){let{shown:e,element:t,undo:n}=x().history.
outcome,r=e.value;if(!r)return null;let s=r.lines.join(" ");return o("span",{ref:t,class:r.failed?"outcome failed":"outcome",children:[o("span",{class:"cut",title:s,
children:s}),r.undo&&o(U,{children:[o(B,{press:n,class:"link",children:"Undo"}),o("kbd",{class:"roomy",children:"Ctrl Z"})]})]})}function kr(){let{height:e,resize:t,fills:n}=x().layout,r=J({y:0,height:0});function s(l){let u={ArrowUp:-Le,ArrowDown:Le}[l.key]??0;u&&(l.preventDefault(),t(e.
peek()+u))}function i(l){r.current={y:l.clientY,height:e.peek()},l.currentTarget.setPointerCapture(l.pointerId)}function a(l){l.currentTarget.hasPointerCapture(
l.pointerId)&&t(r.current.height+l.clientY-r.current.y)}return n.value?null:o("div",{class:"handle",role:"separator",tabIndex:0,"aria-orientation":"horizontal",
"aria-label":"Height of the panel","aria-valuenow":e.value,"aria-valuemin":mt,title:"Drag, or ↑ and ↓; a double-click brings its own height back",onKeyDown:s,
onPointerDown:i,onPointerMove:a,onDblClick:()=>t(0)})}var xe=[["make","Make"],["jobs","Jobs"]];function Sr({id:e}){let{layout:t}=x();return o("header",{children:[o("b",{children:"imagegen"}),o(ts,{id:e}),o("span",{
class:"spring"}),o("span",{class:"roomy from",children:[o(jt,{}),o(gt,{})]}),o("span",{class:"roomy",children:[o(he,{icon:"keys",name:"Keys",hint:"Keys (?)",class:"\
small",press:()=>t.open("keys")}),o(Yt,{})]}),o(he,{icon:"more",name:"More views, keys",class:"small tight-only",press:()=>t.open("more")})]})}function ts({id:e}){
let{layout:t,status:n}=x(),r=J(null),{running:s=0,waiting:i=0}=n.value.jobs??{},a=s+i;function l(u){let p=xe.findIndex(([w])=>w===t.tab.peek()),f={ArrowRight:(p+
1)%xe.length,ArrowLeft:(p+xe.length-1)%xe.length,Home:0,End:xe.length-1}[u.key],[g]=xe[f??-1]??[];g&&(u.preventDefault(),t.show(g),r.current?.querySelectorAll("\
button")[f??0]?.focus())}return o("div",{class:"tabs",role:"tablist","aria-label":"Views",ref:r,onKeyDown:l,children:xe.map(([u,p])=>{let f=t.tab.value===u,g=u===
"jobs"&&a>0;return o(B,{press:()=>t.show(u),role:"tab",id:`${e}-tab-${u}`,"aria-controls":`${e}-view-${u}`,"aria-selected":f,"aria-describedby":g?`${e}-count`:void 0,
tabIndex:f?0:-1,children:[p,g&&o(U,{children:[o("span",{class:"count","aria-hidden":"true",children:a}),o("span",{id:`${e}-count`,hidden:!0,children:`${a} under\
 way or waiting`})]})]},u)})})}function jt(){let{gateway:e="",sketches:t}=x().status.value;return o("span",{class:"where cut",children:t?"offline sketches":e})}
function Yt(){let{layout:e}=x(),t=e.whole.value;return o(he,{icon:t?"not-whole-window":"whole-window",name:"The whole window",hint:t?"Back into the page (f or E\
sc)":"The whole window (f)",class:"small","aria-pressed":t,press:e.toggleWhole})}function xr(){let{status:e,layout:t}=x(),{jobs:n,atOnce:r=0}=e.value;if(t.tab.value!=="jobs"||!n)return null;let{listed:s,running:i,waiting:a,ended:l,trouble:u,
unsent:p}=n;return o("div",{class:"jobs",children:[u.length>0&&o(ns,{lines:u,unsent:p}),o(rs,{}),o("section",{"aria-label":"Under way",children:[o("div",{class:"\
title",children:[o("span",{class:"heading",children:`Under way ${i}`}),o("span",{class:"grey",children:`at most ${r} at a time`})]}),o("ol",{children:s.filter(({
number:f})=>f).map(f=>o(os,{job:f},f.id))})]}),a>0&&o(ss,{jobs:s.filter(({number:f})=>!f),count:a}),l.length>0&&o(as,{jobs:l}),o("p",{class:"grey",children:"The\
 usual time goes from the median to the slowest tenth of your own calls; below five calls none is shown."})]})}function ns({lines:e,unsent:t}){return o("div",{class:"\
alert",role:"alert",children:[o(be,{of:e}),t>0&&o("span",{children:t===1?"1 was not sent.":`${t} were not sent.`})]})}function rs(){let{status:e,layout:t}=x(),{
money:n}=e.value;if(!n)return null;let{spent:r,held:s,budget:i,paid:a,holding:l}=n,u=i===null?0:Math.max(0,i-r-s);return o("section",{class:"budget","aria-label":"\
Budget",children:[o("div",{class:"row",children:[o("span",{children:[o("b",{class:"digits large",children:re(r)}),i===null?" today":` of ${re(i)} today`,i!==null&&
o("span",{class:"grey roomy",children:" · begins anew at midnight"})]}),o("span",{class:"spring"}),o(B,{press:()=>t.open("budget"),class:"small",children:i===null?
"Set a budget …":"Change the budget …"})]}),i!==null&&o(Gt,{money:n,budget:i}),o("p",{class:"legend grey",children:[o("span",{children:[o("i",{class:"spent"}),
`${re(r)} spent, ${Er(a,"picture")}`]}),(s>0||i!==null)&&o("span",{children:[o("i",{class:"held-money"}),`${re(s)} held for ${Er(l,"call")}`]}),i!==null&&o("spa\
n",{children:[o("i",{}),`${re(u)} left`]})]})]})}function os({job:e}){let t=Vt(e),n=t-e.seconds,r=He(e,t),s=_r(e,n);return o("li",{class:"job",children:[o(Zt,{hash:e.
input}),o(Tr,{job:e}),o("span",{class:"state",children:[o("span",{class:"digits",children:`${Math.floor(t)} s`})," ",s?o(U,{children:[o(Q,{name:"paused"})," the\
 gateway asked to wait",o("span",{class:"below grey digits",children:s})]}):o(U,{children:[o("span",{class:Ve(e,t)?"slow":"grey digits",children:r}),o(Jt,{job:e,
seconds:t})]})]}),o(vt,{job:e,class:"small"})]})}function ss({jobs:e,count:t}){let{removeWaiting:n}=x();return o("section",{"aria-label":"Waiting",children:[o("\
div",{class:"title",children:[o("span",{class:"heading",children:`Waiting ${t}`}),o("span",{class:"grey",children:"not sent: removing is free"}),o("span",{class:"\
spring"}),o(B,{press:n,class:"small",children:`Remove all ${t}, free`})]}),o("ol",{children:e.map((r,s)=>o("li",{class:"job",children:[o(Zt,{hash:r.input}),o(Tr,
{job:r}),o("span",{class:"state grey",children:s===0?"next":"after that"}),o(vt,{job:r,class:"small"})]},r.id))}),t>e.length&&o("p",{class:"grey",children:`and ${t-
e.length} more`})]})}function Tr({job:e}){let t=[e.model,e.source&&`from ${e.source}`,e.origin];return o(Mr,{title:e.prompt,facts:t})}function Mr({title:e,facts:t}){
return o("span",{class:"words-of-job",children:[o("b",{class:"cut",title:e,children:e}),o("span",{class:"cut grey",children:t.filter(Boolean).join(" · ")})]})}
var is=[["done","done"],["failed","failed"],["stopped","stopped"],["left","not waited for"]];function as({jobs:e}){let t=is.map(([n,r])=>{let s=e.filter(i=>i.how===
n).length;return s?`${s} ${r}`:""});return o("section",{"aria-label":"Ended",children:[o("div",{class:"title",children:[o("span",{class:"heading",children:"Late\
ly"}),o("span",{class:"grey",children:t.filter(Boolean).join(" · ")}),o("span",{class:"spring"}),o("code",{class:"grey roomy",children:"%imagegen spend"})]}),o(
"ol",{children:e.map(n=>o(ls,{job:n},`${n.id} ${n.number} ${n.at}`))})]})}function ls({job:e}){let{viewing:t,layout:n,again:r,waitAgain:s}=x(),i=`${e.number?`@${e.
number} `:""}${e.prompt}`,a=e.at?new Date(e.at*1e3).toLocaleTimeString([],us):"";function l(){t.open(e.number),n.turnTo("picture"),n.show("make")}return o("li",
{class:"job",children:[o(Zt,{hash:e.hash}),o(Mr,{title:i,facts:[e.model,a]}),o("span",{class:"state",children:o(cs,{job:e})}),e.how==="left"&&o(B,{press:()=>s(e.
id),class:"small",children:"Wait again"}),e.how==="done"&&o(B,{press:l,class:"small",children:"Show"}),(e.how==="failed"||e.how==="stopped")&&e.number>0&&o(Be,{
press:()=>r(e),class:"small",title:"Another take: a new call",children:"Again"})]})}var us={hour:"2-digit",minute:"2-digit"};function cs({job:e}){let t=e.seconds>=
1?`${Math.round(e.seconds)} s`:"";return e.how==="done"?o(U,{children:[o("span",{class:"digits",children:[t,e.cost?re(e.cost):""].filter(Boolean).join(" · ")}),
" ",o("span",{class:"good",children:[o(Q,{name:"check"})," done"]})]}):e.how==="failed"?o("span",{class:"failed two-lines",title:e.words,children:[o(Q,{name:"wa\
rning"})," ",e.words]}):o(U,{children:[o("span",{class:"slow",children:[o(Q,{name:"stopped"})," ",`stopped${t?` after ${t}`:""}`]})," ",o("span",{class:"grey",children:e.
how==="left"?"may be billed; filed when it comes":"may be billed"})]})}function Zt({hash:e}){let t=we(e,"tile");return t?o("img",{src:t,alt:"",width:40,height:40}):
o("span",{class:"none",children:o(Q,{name:"picture"})})}function Er(e,t){return`${e} ${t}${e===1?"":"s"}`}var $r=200;function Cr(){let{composer:e,copyComposedCell:t,unsendable:n}=x(),{fine:r}=e.plan.value,s=n.value||e.plan.value.words;return o("section",{class:"comp\
oser","aria-label":"Composer",ref:e.form,children:[o("div",{class:"heading",children:"Inputs"}),o(ps,{}),o(ds,{}),o(ms,{}),o(hs,{}),o("p",{class:r?"plan":"plan \
failed",hidden:!s,children:s}),o("p",{class:"alert",role:"alert",hidden:e.complaint.value.length===0,children:o(be,{of:e.complaint.value})}),o("div",{class:"act\
ions",children:[o(Be,{press:e.generate,class:"primary",disabled:!!n.value,children:"Generate"}),o(B,{press:t,children:"Copy cell"})]})]})}function ps(){let{composer:e}=x(),
t=J(null),n=J(null),r=J(null),s=J(-1),i=e.inputs.value;te(()=>{s.current<0||((t.current?.querySelectorAll("button")[s.current]??n.current)?.focus(),s.current=-1)});
function a(p){s.current=p,e.remove(p)}function l(p,f){let g={ArrowLeft:-1,ArrowRight:1}[p.key]??0;!p.altKey||!g||!e.move(f,g)||(p.preventDefault(),s.current=f+g)}
function u(p){e.take({files:[...p.files??[]],folder:!1}),p.value=""}return o("div",{class:"strip",children:[o("ol",{class:"inputs","aria-label":"Inputs",ref:t,hidden:i.
length===0,children:i.map((p,f)=>o(fs,{input:p,place:f,remove:()=>a(f),press:g=>l(g,f)},p.ref))}),o(B,{ref:n,press:()=>r.current?.click(),class:e.hovered.value?
"drop over":"drop",children:e.sending.value?`sending ${e.sending.value} …`:"drop, paste or pick a picture"}),o("input",{ref:r,type:"file",multiple:!0,hidden:!0,
accept:"image/*",onChange:p=>u(p.currentTarget)})]})}function fs({input:e,place:t,remove:n,press:r}){let{composer:s}=x(),i=we(e.hash,"tile");function a(l){l.preventDefault(),
l.stopPropagation(),l.dataTransfer&&s.take(ct(l.dataTransfer),t)}return o("li",{title:`image ${t+1}: ${e.label}. Drop a picture here to replace it.`,onDrop:a,children:[
o("img",{alt:e.label,width:56,height:56,src:i||void 0},e.hash),o("span",{class:"order",children:t+1}),o(B,{press:n,onKeyDown:r,"aria-label":`Remove input ${t+1}`,
title:"Remove (Alt+← and Alt+→ move it)",children:"×"})]})}function ds(){let{offer:e,takeOffer:t,hideOffer:n}=x().composer,r=e.value,s=r&&r.prompt.length>$r?
`${r.prompt.slice(0,$r)} …`:r?.prompt;return o("p",{class:"found-words",role:"status",hidden:!r,children:r&&o(U,{children:[o("span",{children:`${r.name} has a\
 prompt in it (${r.by}): ${s}`}),o(B,{press:t,children:"Use its prompt"}),o(B,{press:n,"aria-label":"Hide the file's prompt",children:"×"})]})})}function ms(){
let{composer:e}=x(),t=ue(ce,[]);function n(r){r.key!=="Enter"||!(r.shiftKey||r.ctrlKey||r.metaKey)||(r.preventDefault(),r.repeat||e.generate())}return o(U,{children:[
o("div",{class:"heading",children:o("label",{for:t,children:"Prompt"})}),o("textarea",{ref:e.box,id:t,rows:4,...me,value:e.template.value,onInput:r=>e.write(r.currentTarget.
value),onKeyDown:n})]})}function hs(){let{composer:e,status:t}=x(),{model:n,models:r=[],aspects:s=[]}=t.value,[i,a,l]=ue(()=>[ce(),ce(),ce()],[]);return o("div",
{class:"options",children:[o("label",{for:i,children:"model"}),o("input",{id:i,type:"text",size:11,list:a,placeholder:n??"",...me,value:e.model.value,onInput:u=>e.
setModel(u.currentTarget.value),onChange:e.tell}),o("datalist",{id:a,children:r.map(u=>o("option",{value:u},u))}),o("label",{for:l,children:"aspect"}),o("select",
{id:l,value:e.aspect.value,onChange:u=>e.setAspect(u.currentTarget.value),children:[o("option",{value:"",children:"auto"}),s.map(u=>o("option",{value:u,children:u},
u))]})]})}function Ar(){let{history:e,widen:t}=x().layout,n=J(null),r=J({x:0,width:0}),s=()=>({width:n.current?.parentElement?.offsetWidth??0,most:(n.current?.closest(".m\
ake")?.offsetWidth??0)/2}),i=p=>t(Math.min(p,s().most));function a(p){let f={ArrowLeft:Le,ArrowRight:-Le}[p.key]??0;f&&(p.preventDefault(),i(s().width+f))}function l(p){
r.current={x:p.clientX,width:s().width},p.currentTarget.setPointerCapture(p.pointerId)}function u(p){p.currentTarget.hasPointerCapture(p.pointerId)&&i(r.current.
width-p.clientX+r.current.x)}return o("div",{ref:n,class:"divider",role:"separator",tabIndex:0,"aria-orientation":"vertical","aria-label":"Width of the history",
"aria-valuenow":e.value||ht,"aria-valuemin":ht,title:"Drag, or ← and →; a double-click brings its own width back",onKeyDown:a,onPointerDown:l,onPointerMove:u,
onDblClick:()=>t(0)})}function Pr(){let{history:e}=x(),t=e.selection.numbers.value;if(t.length<2)return null;e.entries.version.value;let n=t.every(r=>e.entries.find(r)?.deleted);return o(
"div",{class:"bar",role:"group","aria-label":"Selected",children:[o("b",{children:`${t.length} selected`}),o(B,{press:()=>e.star(t),children:"Star"}),o(gs,{}),n?
o(B,{press:()=>e.restore(t),children:"Restore"}):o(B,{press:()=>e.remove(t),children:"Delete"}),o(B,{press:()=>e.save(t),children:"Export"}),o(B,{press:e.clear,
children:"Clear"})]})}function gs(){let{history:e}=x(),t=ut(!1),n=ut(""),r=J(null),s=J(null),i=J(!1),a=t.value;te(()=>{a?r.current?.focus():i.current&&s.current?.
focus(),i.current=a},[a]);function l(p){n.value="",t.value=p}function u(p){let f=n.peek().split(/\s+/).filter(Boolean);if(p.key==="Escape")l(!1);else if(p.key===
"Enter"&&f.length)e.mark(e.selection.numbers.peek(),{kind:"tag",changes:f}),l(!1);else return;p.preventDefault()}return o(U,{children:[o(B,{ref:s,press:()=>l(!a),
"aria-expanded":a,children:"Tag"}),a&&o("span",{class:"tagging",children:o("input",{ref:r,type:"text","aria-label":"Tags for the selected",placeholder:"word, or\
 -word",enterKeyHint:"done",...me,value:n.value,onInput:p=>n.value=p.currentTarget.value,onKeyDown:u})})]})}var vs=new Map([["sent","under way"],["unknown","unknown: may have been billed"],["failed","failed"]]),ys=44;function Br(e){let{entry:t,group:n,place:r,count:s,
x:i,y:a,side:l,isSeen:u,isActive:p,isShown:f,isSelected:g}=e,{history:w}=x(),{active:c,stand:m}=w.cursor,d={group:n,place:r},_=["tile",Dr(t),f&&"shown",t?.deleted&&
"deleted",l<ys&&"small"],b=()=>c.peek().group!==n||c.peek().place!==r;function y(A){A.shiftKey?w.extendTo(d):w.take(d,A.ctrlKey||A.metaKey)}return o("div",{role:"\
option",class:_.filter(Boolean).join(" "),style:`transform: translate(${i}px, ${a}px); width: ${l}px; height: ${l}px`,tabIndex:p?0:-1,"aria-selected":g,"aria-se\
tsize":s,"aria-posinset":r+1,"aria-label":t?Lr(t):"loading",title:t?Lr(t):void 0,onClick:y,onFocusIn:()=>b()&&m(d),children:[t&&o(_s,{entry:t,isSeen:u}),e.order>
0&&o("span",{class:"order",children:e.order}),t?.starred&&o("span",{class:"star",children:o(Q,{name:"star-full"})})]})}function _s({entry:e,isSeen:t}){let n=Dr(
e);return n==="running"?o(ws,{entry:e}):n===""?o(bs,{entry:e,isSeen:t}):o(U,{children:[o("b",{children:[o(Q,{name:"warning"})," ",e.ref]}),o("span",{class:"word\
s",children:e.words||"may have been billed"})]})}function bs({entry:e,isSeen:t}){let n=e.pictures[e.main]?.hash??"",r=we(n,"tile",t);return o(U,{children:[r===""?
o("span",{class:"words",children:"The file is gone."}):o("img",{alt:"",draggable:!1,src:r||void 0},n),o("span",{class:"number cut",children:e.number?e.ref:e.name||
e.ref})]})}function ws({entry:e}){let{status:t}=x(),n=e.age+De(e.received),r=t.value.jobs?.listed.find(({number:s})=>s===e.number);return o(U,{children:[o("span",
{children:e.ref}),o("b",{class:"digits",children:`${Math.floor(n)} s`}),o("span",{class:"digits",children:r?.high?Xt(r):""})]})}function Dr(e){return!e||e.pictures.
length?"":e.status==="sent"?"running":"failed"}function Lr(e){if(!e.number)return`${e.name||e.ref}, photograph`;let t=vs.get(e.status),n=[t?`${t}${e.error[0]?`:\
 ${e.error[0]}`:""}`:"",e.starred?"starred":"",e.rating?`rated ${e.rating} of 5`:"",e.deleted?"deleted":""].filter(Boolean);return`${[`@${e.number} ${e.model}`,
...n].join(", ")}: ${e.prompt}`}var yt=160;function Nr(){let{history:e}=x(),{entries:t,cursor:n,shelves:r,search:s}=e;t.version.value;let i=t.total.value,{top:a,bottom:l}=n.seen.value,u=r.tops.
value,p=n.active.value,f=`${u[i]??0}px`,g=r.groupAt(Math.max(0,a-yt)),w=Math.min(i-1,r.groupAt(l+yt)),c=Array.from({length:w-g+1},(b,y)=>g+y),m=[...new Set([...c,
p.group])].filter(b=>b<i);m.sort((b,y)=>b-y);let d=Ls(),_=Es();return ks(),Ss(),o("div",{class:d.length?"pictures railed":"pictures",children:[i===0&&!t.query.value&&
!s.found.value.query&&o("p",{class:"none",children:"Nothing was made yet. What cells make appears here, too."}),o("div",{ref:n.list,class:"gallery",hidden:i===0,
onScroll:n.measure,children:[o("div",{class:"headings",style:{height:f},children:m.map(b=>o(xs,{group:b},t.group(b)?.key??b))}),o("div",{class:"space",style:{height:f},
role:"listbox","aria-label":"Pictures","aria-multiselectable":"true",tabIndex:-1,onKeyDown:_,children:m.map(b=>o(Cs,{group:b,top:a,bottom:l},t.held(b)?.key??b))})]}),
d.length>0&&o(Bs,{marks:d})]})}function ks(){let{cursor:e}=x().history,t=e.focusings.value,n=J(t),r=e.list.current?.querySelector(".space")?.matches(":focus-wit\
hin");te(()=>{let s=t!==n.current;n.current=t,s&&e.reveal();let i=e.list.current?.querySelector("[role=option][tabindex='0']");(s||r)&&i&&i!==document.activeElement&&
i.focus({preventScroll:!0})})}function Ss(){let{cursor:e,shelves:t,entries:n}=x().history,r=t.tops.value,s=e.focusings.value;te(()=>{e.settle(),e.measure()},[r,
s,n.version.value]),te(()=>{let i=new ResizeObserver(e.measure);return e.list.current&&i.observe(e.list.current),()=>i.disconnect()},[e])}function Es(){let{history:e}=x(),
{entries:t,cursor:n,shelves:r}=e;function s(a,l,u){let p=a;for(let f=0;f<u;f+=1)p=l(p)??p;return p}function i(a){let l=n.active.peek(),{clientHeight:u=0}=n.list.
current??{},p=Math.max(1,Math.floor(u/r.side.peek())-1),f=t.total.peek()-1;switch(a){case"ArrowLeft":return r.beside(l,-1)??l;case"ArrowRight":return r.beside(l,
1)??l;case"ArrowUp":return r.below(l,-1)??l;case"ArrowDown":return r.below(l,1)??l;case"PageUp":return s(l,g=>r.below(g,-1),p);case"PageDown":return s(l,g=>r.below(
g,1),p);case"Home":return{group:0,place:0};case"End":return{group:f,place:r.shown(f)-1};default:return null}}return a=>{let l=n.active.peek(),u=a.ctrlKey||a.metaKey,
p=a.altKey?null:i(a.key),f=t.at(l);if(a.key==="End"&&!a.shiftKey)e.walkToLast();else if(p)a.shiftKey?e.extendTo(p):e.walk(p);else if(a.key==="Enter"||a.key===" ")
a.shiftKey?e.extendTo(l):e.take(l,u||a.key===" ");else if(u&&a.key==="a")e.selectEverything();else if(!f||!e.pressTile(a,f))return;a.preventDefault()}}function xs({
group:e}){let{history:t}=x(),{entries:n,shelves:r,cursor:s}=t,i=n.held(e),a=r.topOf(e),l=r.topOf(e+1)-a-Ut,u=s.active.value.group===e,p=r.isFolded(e);if(!i)return null;
let f=i.count===1?"1 picture":`${i.count.toLocaleString("en")} pictures`;function g(c){let m={ArrowUp:-1,ArrowDown:1}[c.key],d={ArrowLeft:0,ArrowRight:1}[c.key];
if(m)w(c.currentTarget,m);else if(d!==void 0)c.currentTarget.querySelectorAll("button")[d]?.focus();else return;c.preventDefault()}function w(c,m){let d=[...s.list.
current?.querySelectorAll(".group")??[]],_=d[d.indexOf(c)+m]?.querySelector("button");_?.scrollIntoView({block:"nearest"}),_?.focus()}return o("div",{style:{top:`${a}\
px`,height:`${l}px`},children:o("div",{class:"group",role:"toolbar","aria-label":i.title,style:{height:`${_e}px`},onKeyDown:g,children:[o("button",{type:"button",
class:"title",tabIndex:u?0:-1,"aria-expanded":!p,title:i.title,onClick:()=>r.fold(i.key,!p),children:[o(Q,{name:p?"right":"down"}),o("span",{class:"cut",children:i.
title||"without words"})]}),o("button",{type:"button",class:"many digits",tabIndex:-1,"aria-label":`Select all: ${f}`,title:"Select all of them",onClick:()=>t.selectGroup(
e),children:i.count.toLocaleString("en")}),o("span",{class:"when digits",children:Ts(i,n.arrangement.value==="time")})]})})}function Ts({age:e,received:t},n){if(n)
return"";let r=new Date(Date.now()-e*1e3-(performance.now()-t)),s=Math.round((Hr(new Date)-Hr(r))/864e5),i=l=>String(l).padStart(2,"0");if(s<=0)return`${i(r.getHours())}\
:${i(r.getMinutes())}`;if(s===1)return"yesterday";if(s<7)return`${Ms[r.getDay()]} ${r.getDate()}`;let a=$s[r.getMonth()]??"";return r.getFullYear()===new Date().
getFullYear()?`${r.getDate()} ${a}`:`${a} ${r.getFullYear()}`}var Hr=e=>new Date(e.getFullYear(),e.getMonth(),e.getDate()).getTime(),Ms=["Sun","Mon","Tue","Wed",
"Thu","Fri","Sat"],$s="Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");function Cs({group:e,top:t,bottom:n}){let{history:r,viewing:s}=x(),{entries:i,
shelves:a,cursor:l,selection:u}=r,p=i.held(e),f=s.shown.value?.ref,g=l.active.value,[w,c]=a.between(e,t-yt,n+yt),[m,d]=a.between(e,t,n),_=new Set(Array.from({length:Math.
max(0,c-w)},(y,A)=>w+A));g.group===e&&g.place<a.shown(e)&&_.add(g.place);let b=[..._].sort((y,A)=>y-A);return o("div",{role:"group","aria-label":p?`${p.title}, ${p.
count}`:"loading",children:b.map(y=>{let A={group:e,place:y},C=i.at(A),R=C?.ref??"",{x:h,y:P,side:k}=a.box(A);return o(Br,{entry:C,group:e,place:y,count:p?.count??
1,x:h,y:P,side:k,isSeen:y>=m&&y<d,isActive:e===g.group&&y===g.place,isShown:C!==null&&R===f,isSelected:C!==null&&(u.has(R)||u.has(C.number)),order:u.orders.value.
get(R)??0},R||`at ${y}`)})})}var As=/^[A-Z][a-z]+ \d{4}$/,Ps=16;function Ls(){let{entries:e}=x().history;if(e.arrangement.value!=="time")return[];let t=[];for(let r=0;r<
e.total.value;r+=1){let s=e.group(r)?.title??"",[i="",a=""]=s.split(" "),l=t.at(-1)?.title.endsWith(a)===!1;As.test(s)&&t.push({group:r,title:s,words:l?a:i.slice(
0,3)})}if(t.length<2)return[];let n=t.filter(({words:r})=>/^\d/.test(r));return t.length>Ps?[...t.slice(0,1),...n]:t}function Bs({marks:e}){let{cursor:t}=x().history;
function n(r){let s={ArrowUp:-1,ArrowDown:1}[r.key];if(!s)return;let i=[...r.currentTarget.querySelectorAll("button")];i[i.indexOf(document.activeElement)+s]?.focus(),
r.preventDefault()}return o("nav",{class:"months","aria-label":"Months",onKeyDown:n,children:e.map(({group:r,title:s,words:i},a)=>o("button",{type:"button",tabIndex:a===
0?0:-1,"aria-label":s,title:s,onClick:()=>t.scrollTo(r),children:i},s))})}var Hs="Words, is:starred, is:failed, is:deleted, rating:4, tag:night, model:gpt, name:frog, input:@12, since:7d, until:2026-11-01, before:2026-11, month:2026-1\
0. Esc clears.";function Ir(){let{search:e,everything:t,arrivals:n,lookAtNew:r}=x().history,{box:s,text:i,found:a,refusal:l}=e,u=t.value,p=n.count.value,f=ue(ce,
[]),{query:g,count:w}=a.value,c=l.value.length>0;function m(d){if(d.key==="Enter")e.ask();else if(d.key==="Escape"&&i.peek())e.clear();else return;d.preventDefault()}
return o("div",{class:"search",children:[o(Q,{name:"search"}),o("input",{ref:s,type:"search",placeholder:u===1?"Search 1 picture":`Search ${u.toLocaleString("en")}\
 pictures`,"aria-label":"Search history","aria-describedby":f,"aria-invalid":c||void 0,maxLength:1e3,enterKeyHint:"search",...me,value:i.value,onInput:d=>e.type(
d.currentTarget.value),onKeyDown:m}),o("p",{class:"found",role:"status",children:g?w===0?"Nothing found":`${w.toLocaleString("en")} found`:""}),p>0&&o(B,{press:r,
class:"link new",title:"Look at the newest",children:`${p} new`}),o("p",{class:"hint",id:f,children:Hs}),o("p",{class:"alert",role:"alert",hidden:!c,children:o(
be,{of:l.value})})]})}function Or(){let{search:e}=x().history,{query:t,count:n}=e.found.value;return!t||n>0?null:o("p",{class:"none",children:[`Nothing found fo\
r “${t}”. `,o(B,{press:e.clear,class:"link",children:"Clear search"})]})}function Rr(){return o("section",{class:"history","aria-label":"History",children:[o("div",{class:"finder",children:[o(Ir,{}),o(Ns,{})]}),o(Pr,{}),o(Or,{}),o(Nr,
{})]})}function Ns(){let{history:e}=x(),{search:t,shelves:n,entries:r}=e,s=r.arrangement.value;return o("div",{class:"row",children:[o("div",{class:"segment",role:"\
group","aria-label":"Grouped by",children:[o(B,{press:()=>e.arrange("template"),class:"small","aria-pressed":s==="template",children:"Template"}),o(B,{press:()=>e.
arrange("time"),class:"small","aria-pressed":s==="time",children:"Time"})]}),o(he,{icon:"star",name:"Starred only",class:"small","aria-pressed":t.has("is:starre\
d"),press:()=>t.toggle("is:starred")}),o(he,{icon:"warning",name:"Failed only",class:"small","aria-pressed":t.has("is:failed"),press:()=>t.toggle("is:failed")}),
o("span",{class:"spring"}),o("input",{class:"sizes",type:"range","aria-label":"Size of the thumbnails",title:"Size of the thumbnails",min:Pe.least,max:Pe.most,value:n.
size.value,onInput:i=>n.resize(i.currentTarget.valueAsNumber)})]})}function Kr({entry:e}){let{details:t,position:n}=x().viewing,r=Is(e,t.value,n.value).filter(([,s])=>s);return o("details",{class:"facts",children:[o("summary",{
children:"Details"}),o("dl",{children:r.map(([s,i])=>o(U,{children:[o("dt",{children:s}),o("dd",{children:i})]},s))})]})}function Is(e,t,n){let r=e.pictures[n],
s=e.servedBy&&e.servedBy!==e.model?`, answered by ${e.servedBy}`:"";return[["Template",t?.template??""],["Model",e.model+s],["Gateway",t?.gateway??""],["Picture",
r?`${r.width} × ${r.height} ${r.type.toUpperCase()}, ${Os(r.size)}`:""],["Time",e.seconds?`${e.seconds} s`:""],["Cost",e.cost===null?"not reported":Qt(e.cost)],
["Take",String(e.take)],["Aspect",e.aspect],["Size",t?.size??""],["More",t?.extra??""],["Inputs",e.inputs.map(({name:i})=>i).join(", ")],["Created",t?Rs(t.created):
""],["Variable",e.name],["Notebook",t?.notebook??""]]}var Qt=e=>`$${Number(e.toPrecision(3))}`;function Os(e){return e<1e6?`${Math.max(1,Math.round(e/1e3))} KB`:
`${(e/1e6).toFixed(1)} MB`}function Rs(e){let t=new Date(e);return Number.isNaN(t.getTime())?e:t.toLocaleString()}function Ur({number:e}){let{viewing:t,history:n}=x(),r=t.details.value,s=r?.steps??[],i=r?.children??[];return!r||s.length<2&&i.length===0?null:o("div",{class:"\
lineage",children:[s.length>1&&o("p",{class:"parents",children:["from ",!r.whole&&o(en,{children:"…"}),s.flatMap((a,l)=>[l>0&&o(en,{children:"→"},`to ${l}`),
...a.flatMap((u,p)=>[p>0&&o(en,{children:"+"},`and ${l} ${p}`),o(Wr,{node:u,isShown:l===s.length-1},`${l} ${p}`)])])]}),i.length>0&&o("p",{class:"children",children:[
"became ",i.map(a=>o(Wr,{node:a},a.number)),r.more>0&&o(B,{press:()=>n.search.write(`input:@${e}`),class:"link",children:`${r.more} more`})]})]})}var en=({children:e})=>o(
"span",{class:"sign",children:e});function Wr({node:e,isShown:t=!1}){let{viewing:n}=x(),r=we(e.hash,"tile"),s=o(U,{children:[e.hash&&o("img",{alt:"",width:28,height:28,
src:r||void 0},e.hash),o("span",{children:e.name})]});return t?o("span",{class:"crumb","aria-current":"true",children:s}):e.number?o(B,{press:()=>n.open(e.number),
class:"crumb",children:s}):o("span",{class:"crumb",children:s})}var tn="starred",Ks=Array.from({length:5},(e,t)=>t+1);function Fr({entry:e}){let{marks:t,markShown:n}=x().viewing;return o("div",{class:"marks",ref:t,children:[
o("div",{class:"row",children:[o(B,{press:()=>n({kind:"tag",changes:[e.starred?`-${tn}`:tn]}),class:"star",title:"Star (s)","aria-pressed":e.starred,children:[o(
"span",{"aria-hidden":"true",children:e.starred?"★":"☆"})," Star"]}),o(Ws,{rating:e.rating}),o(Us,{})]}),o(Fs,{})]})}function Ws({rating:e}){let{markShown:t}=x().
viewing,n=J(null),r=i=>t({kind:"rate",rating:i});function s(i){let a={ArrowLeft:-1,ArrowDown:-1,ArrowRight:1,ArrowUp:1}[i.key]??0;if(!a)return;i.preventDefault();
let l=Math.min(5,Math.max(1,e+a));n.current?.querySelectorAll("button")[l-1]?.focus(),r(l)}return o("div",{class:"rating",role:"radiogroup","aria-label":"Rating",
ref:n,onKeyDown:s,children:Ks.map(i=>o(B,{press:()=>r(i===e?0:i),role:"radio","aria-label":`${i} of ${5}`,"aria-checked":i===e,title:`Rate ${i} of ${5} (${i}; 0\
 clears)`,class:i<=e?"reached":"",tabIndex:i===(e||1)?0:-1,children:i},i))})}function Us(){let{details:e,newTags:t,writeTags:n,markShown:r}=x().viewing,s=J(null),
i=(e.value?.tags??[]).filter(u=>u!==tn);function a(u){let p=t.peek().split(/\s+/).filter(Boolean);if(u.key==="Enter"&&p.length)r({kind:"tag",changes:p});else if(u.
key!=="Escape")return;u.preventDefault(),n("")}function l(u){r({kind:"tag",changes:[`-${u}`]}),s.current?.focus()}return o("span",{class:"tagging",children:[o("\
ul",{class:"tags","aria-label":"Tags",hidden:i.length===0,children:i.map(u=>o("li",{children:[o("span",{children:u}),o(B,{press:()=>l(u),"aria-label":`Remove ta\
g ${u}`,children:"×"})]},u))}),o("input",{ref:s,type:"text","aria-label":"Add tag",placeholder:"Add tag",size:8,enterKeyHint:"done",...me,disabled:e.value===null,
value:t.value,onInput:u=>n(u.currentTarget.value),onKeyDown:a})]})}function Fs(){let{details:e,note:t,writeNote:n,keepNote:r,dropNote:s}=x().viewing;function i(a){
if(a.key==="Enter"&&!a.shiftKey)r();else if(a.key==="Escape")s();else return;a.preventDefault()}return o("textarea",{class:"note","aria-label":"Note",placeholder:"\
Note",enterkeyhint:"done",disabled:e.value===null,value:t.value,rows:Math.min(6,t.value.split(`
`).length),onInput:a=>n(a.currentTarget.value),onBlur:r,onKeyDown:i})}function zr(){let{viewing:e,history:t}=x(),n=e.shown.value;function r(s){let i=s.target instanceof Element&&s.target.matches("input, textarea, select");n&&!i&&t.
press(s,n,[n.number])&&s.preventDefault()}return o("section",{class:"look viewer","aria-label":"Viewer",onKeyDown:r,children:n?o(qs,{entry:n}):o("p",{class:"non\
e",children:"Pick a picture to see it large."})})}function qs({entry:e}){let{viewing:t,copyPrompt:n}=x(),r=t.details.value,s=r?.prompt??e.prompt,i=[...e.error,r?.
text??e.text].filter(Boolean),a=e.pictures[t.position.value],{src:l,full:u,gone:p}=zs(a);return o("div",{children:[a&&o("div",{class:"stage",style:{aspectRatio:`${a.
width} / ${a.height}`},children:o("img",{alt:e.prompt,width:a.width,height:a.height,src:l||void 0},a.hash)}),e.pictures.length>1&&o(Gs,{entry:e}),o("p",{class:"\
caption",children:Xs(e)}),o("div",{class:"said",children:[o("p",{class:"prompt",children:s}),o(B,{press:()=>n(s),class:"link",children:"Copy prompt"})]}),i.length>
0&&o("p",{class:e.error.length?"words failed":"words",children:o(be,{of:i})}),p&&o("p",{class:"words failed",children:"The picture's file is gone from the libra\
ry."}),o(Ur,{number:e.number}),o(Js,{entry:e,picture:a,full:u}),o(Fr,{entry:e}),o(Kr,{entry:e})]})}function zs(e){let{pictures:t}=x(),n=e?.hash??"",r=qr(t,n),[s,
i]=Ke(r);return te(()=>{if(!n)return;let a=!0,l=p=>i(f=>({...f.hash===n?f:qr(t,n),...p}));async function u(){let p=await t.url(n,"thumbnail");if(!a)return;p&&l(
{src:p});let f=await t.url(n,"full");a&&l(f?{src:f,full:f}:{gone:!0})}return u(),()=>{a=!1}},[n,t]),s.hash===n?s:r}function qr(e,t){return{hash:t,src:t&&e.held(
t,"tile"),full:"",gone:!1}}function Gs({entry:e}){let{position:t,turnTo:n}=x().viewing;return o("div",{class:"several",role:"group","aria-label":"Pictures of th\
is answer",children:e.pictures.map((r,s)=>o(B,{press:()=>n(s),"aria-pressed":s===t.value,"aria-label":`Picture ${s+1}`,children:s+1},s))})}function Js({entry:e,
picture:t,full:n}){let{composer:r,history:s,viewing:i,input:a,again:l,copyCell:u}=x(),p=i.position.value,f=[e.number];return o("div",{class:"actions",children:[
o(B,{press:()=>a("edit",e,p),class:"primary",disabled:!t,children:"Edit this"}),o(B,{press:()=>a("add",e,p),disabled:!t,children:"Add as input"}),o(Be,{press:()=>l(
e),title:"Another take of the same: a new call",children:"Again"}),o(B,{press:()=>r.use(e.template),children:"Use prompt"}),o(B,{press:()=>u(e),children:"Copy c\
ell"}),o("span",{class:"actions",children:[t&&o("a",{class:"button",download:Vs(e,t),...n&&{href:n},children:"Download"}),o(B,{press:()=>s.save(f),title:"A zip \
with the pictures, how they were made, and a page to look at",children:"Export"}),e.deleted?o(B,{press:()=>s.restore(f),children:"Restore"}):o(B,{press:()=>s.remove(
f),title:"Out of sight, with a way back (Del)",children:"Delete"})]})]})}function Vs(e,{type:t}){return`${e.name||e.number}.${t==="jpeg"?"jpg":t}`}function Xs(e){
let t=e.pictures[e.main],n=e.servedBy&&e.servedBy!==e.model;return[`@${e.number}${e.name?` ${e.name}`:""}`,n?`${e.servedBy} (asked: ${e.model})`:e.model,e.seconds>=
1&&!e.sketch?`${Math.round(e.seconds)} s`:"",e.cost===null?"":Qt(e.cost),t?`${t.width}×${t.height} ${t.type.toUpperCase()}`:"",e.take>1?`take ${e.take}`:"",e.status===
"sent"?"under way":"",e.sketch&&t?"offline sketch":"",e.deleted?"deleted":""].filter(Boolean).join(" · ")}var js=[["compose","Compose"],["picture","Picture"],["history","History"]];function Gr(){return o("div",{class:"make",children:[o(Ys,{}),o(nn,{name:"compose",children:[
o(Cr,{}),o(yr,{})]}),o(nn,{name:"picture",children:o(zr,{})}),o(nn,{name:"history",children:[o(Ar,{}),o(Rr,{})]})]})}function Ys(){let{part:e,turnTo:t}=x().layout;
return o("div",{class:"segment parts",role:"group","aria-label":"Part",children:js.map(([n,r])=>o(B,{press:()=>t(n),class:"small","aria-pressed":e.value===n,children:r},
n))})}function nn({name:e,children:t}){let{part:n}=x().layout;return o("div",{class:"part","data-part":e,"data-here":n.value===e,children:t})}var Zs=[["Shift+Enter, Ctrl+Enter","in the prompt: generate"],["Alt+← Alt+→","on an input: move it"],["arrows, Home, End","move in the history and between t\
abs"],["Enter, Space","look at it and select it; with Ctrl one more, with Shift all up to it"],["Ctrl+A · Esc","select all that is found · none"],["e · a","e\
dit this · add as input"],["1–5, 0 · s","rate, no rating · star"],["Del · Ctrl+Z","delete · undo"],["f","the whole window, and back"],["?","these keys"]];
function Jr(){let{sheet:e}=x().layout;return e.value==="keys"?o(Qs,{}):e.value==="more"?o(ei,{}):e.value==="budget"?o(ti,{}):null}function Qs(){return o(rn,{name:"\
Keys",children:[o("dl",{class:"keys",children:Zs.map(([e,t])=>o("div",{children:[o("dt",{children:o("kbd",{children:e})}),o("dd",{children:t})]},e))}),o("p",{class:"\
grey",children:"Keys act only inside the panel, and never while you type."})]})}function ei(){let{layout:e}=x();return o(rn,{name:"More",children:[o("p",{class:"\
row",children:["Pictures come from ",o(jt,{})]}),o("p",{class:"row",children:o(gt,{})}),o("p",{class:"row",children:[o(B,{press:()=>e.open("keys"),children:"Key\
s"}),o(Yt,{})]})]})}function ti(){let{status:e,copyText:t}=x(),r=`%config ImageGen.budget = ${((e.value.money?.budget??1)*2).toFixed(2)}`;return o(rn,{name:"The\
 budget of a day",children:[o("p",{children:"Run this in a cell, with the dollars that you mean:"}),o("p",{class:"row",children:[o("code",{children:r}),o(B,{press:()=>t(
r,"The command"),class:"small",children:"Copy"})]}),o("p",{class:"grey",children:["It holds for this kernel; a line ",o("code",{children:"budget = 4.0"})," in c\
onfig.toml stays."]})]})}function rn({name:e,children:t}){let{closeSheet:n}=x().layout,r=J(null);te(()=>{let i=r.current,a=i?.parentElement,l=i?.ownerDocument.activeElement;
i?.querySelector("button")?.focus();let u=p=>{p.target instanceof Node&&i?.contains(p.target)||n()};return a?.addEventListener("pointerdown",u),()=>{a?.removeEventListener(
"pointerdown",u),i?.contains(i.ownerDocument.activeElement)&&l instanceof HTMLElement&&l.focus()}},[n]);function s(i){i.key==="Escape"&&(i.preventDefault(),n())}
return o("div",{ref:r,class:"sheet",role:"dialog","aria-label":e,onKeyDown:s,children:[o("div",{class:"row",children:[o("div",{class:"title",children:e}),o("spa\
n",{class:"spring"}),o(he,{icon:"close",name:"Close",hint:"Close (Esc)",class:"small",press:n})]}),t]})}var ni=[["make",Gr],["jobs",xr]];function Vr(){let{said:e,layout:t}=x(),{words:n,count:r}=e.value,s=ue(ce,[]);function i(a){if(!(a.target instanceof Element&&a.
target.matches("input, textarea, select, [contenteditable='true']")||a.defaultPrevented||a.ctrlKey||a.metaKey||a.altKey)){if(a.key==="?")t.open("keys");else if(a.
key==="f")t.toggleWhole();else if(a.key==="Escape"&&t.whole.peek())t.toggleWhole();else return;a.preventDefault()}}return o("div",{class:"frame",onKeyDown:i,children:[
o(Sr,{id:s}),o("div",{class:"views",children:ni.map(([a,l])=>o("div",{class:"view",role:"tabpanel",id:`${s}-view-${a}`,"aria-labelledby":`${s}-tab-${a}`,"data-h\
ere":t.tab.value===a,children:o(l,{})},a))}),o(wr,{}),o(kr,{}),o(Jr,{}),o("p",{class:"live","aria-live":"polite",children:o("span",{children:n},r)})]})}function ri({model:e,el:t}){let n=document.createElement("div");n.className="imagegen-panel",n.dataset.lmSuppressShortcuts="true",t.append(n);let r=mr(e,n),{composer:s,
layout:i}=r;Fn(n),zn(n,{takes:p=>!!s.form.current?.contains(p),hover:s.hover,take:s.take});let a=Vn(n,i.measure),l=ae(()=>{n.style.setProperty("--ig-height",`${i.
height.value}px`),i.history.value?n.style.setProperty("--ig-history",`${i.history.value}px`):n.style.removeProperty("--ig-history")}),u=ae(()=>Kt(n,i.whole.value));
return Lt(o(gr,{value:r,children:o(Vr,{})}),n),()=>{a(),l(),u(),Kt(n,!1),r.close(),Lt(null,n),n.remove()}}var wc={render:ri};export{wc as default};
