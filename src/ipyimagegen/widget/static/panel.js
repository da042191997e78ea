var F,ln,xt,ve,kt,Ze,un,je,cn,Tt,St,pn,Oe=Symbol.for("pv"),Qe={},et=[],Qr=/^m(i|n|o|s|text|space)$/,Mt=Array.isArray,$t=et.slice,Se=Object.assign;function ke(e){
e&&e.parentNode&&e.remove()}function fn(e,t,n){var r,s,i,a={},l=arguments.length;for(i in t)i=="key"?r=t[i]:i=="ref"&&typeof e!="function"?s=t[i]:a[i]=t[i];return l>
2&&(a.children=l>3?$t.call(arguments,2):n),Ie(e,a,r,s,null)}function Ie(e,t,n,r,s){var i={type:e,props:t,key:n,ref:r,__k:null,__:null,__b:0,__e:null,__c:null,constructor:Oe,__v:s||++ln,__i:-1,__u:0};return!s&&F.vnode&&F.
vnode(i),i}function le(){return{current:null}}function U(e){return e.children}function Te(e,t){this.props=e,this.context=t,this.__g=0}function ye(e,t){if(t==null)
return e.__&&ye(e.__,e.__i+1);for(var n;t<e.__k.length;t++)if((n=e.__k[t])&&n.__e)return n.__e;return typeof e.type!="function"||e.props.__P?null:ye(e)}function eo(e){
var t,n=e.__v,r=n.__e,s=[],i=[],a=e.__P;a&&((t=Se({constructor:Oe},n)).__v=n.__v+1,F.vnode&&F.vnode(t),Ct(a,t,n,e.__n,a.namespaceURI,32&n.__u?[r]:null,s,r||ye(n),
32&n.__u,i),t.__v=n.__v,t.__.__k[t.__i]=t,yn(s,t,i),n.__=n.__e=null,t.__e!=r&&dn(t))}function dn(e){if((e=e.__)&&e.__c&&!e.props.__P)return e.__e=null,e.__k.some(
function(t){return t&&(e.__e=t.__e)}),dn(e)}function Et(e){(8&e.__g||(e.__g|=8,ve.push(e),Ze++))&&kt==F.debounceRendering||((kt=F.debounceRendering)||queueMicrotask)(
mn)}function mn(){try{for(var e,t=1;ve.length;)ve.length>t&&ve.sort(un),e=ve.shift(),t=ve.length,8&e.__g&&eo(e)}finally{(Ze=ve.length)&&(kt||queueMicrotask)(mn)}}
function hn(e,t,n,r,s,i,a,l,u,p,f){var g,w,c,m,d,_,b=r.__k||et,v=t.length;for(u=to(n,t,b,u,v),g=0;g<v;g++)(c=n.__k[g])!=null&&(w=~c.__i&&b[c.__i]||Qe,c.__i=g,_=
Ct(e,c,w,s,i,a,l,u,p,f),m=c.__e,(w.ref!=c.ref||8&w.__u)&&(w.ref&&At(w.ref,null,c,w),c.ref&&f.push(c.ref,c.__c||m,c)),d=d||m,4&c.__u?(u=gn(c,u,e,!w.__v),w.__e&&(w.
__e=null)):typeof c.type=="function"&&_!==void 0?u=_:m&&(u=m.nextSibling),c.__u&=-21);return n.__e=d,u}function to(e,t,n,r,s){var i,a,l,u,p,f,g,w,c,m=n.length,d=m,
_=0,b=0,v=e.__k=Array(s);for(i=0;i<s;i++)(a=t[i])!=null&&typeof a!="boolean"&&typeof a!="function"?(typeof a!="object"||a.constructor===String?a=v[i]=Ie(null,a):
Mt(a)?a=v[i]=Ie(U,{children:a}):a.constructor===Oe&&a.__b?a=v[i]=Ie(a.type,a.props,a.key,a.ref,a.__v):v[i]=a,u=i+_,a.__=e,a.__b=e.__b+1,l=null,~(p=a.__i=no(a,n,
u,d))&&(d--,(l=n[p])&&(l.__u|=2)),l&&l.__v?(a.__u|=16,p==u-1?_--:p==u+1?_++:p!=u&&(p>u?_--:_++,b=1)):(~p||(s>m?_--:s<m&&_++),typeof a.type!="function"&&(a.__u|=
4))):v[i]=null;if(b){for(f=[],g=[],i=0;i<s;i++)if((a=v[i])&&16&a.__u){for(_=0,w=f.length;_<w;)f[c=_+w>>1]<a.__i?_=c+1:w=c;f[_]=a.__i,g[i]=_+1}for(_=f.length;i--;)
g[i]&&(g[i]==_?_--:v[i].__u|=4)}if(d)for(i=0;i<m;i++)!(l=n[i])||2&l.__u||(l.__e==r&&(r=ye(l)),Pt(l,l));return r}function gn(e,t,n,r){var s,i,a,l;if(typeof e.type==
"function"){if(e.props.__P)return t;if(s=e.__k)for(i=0;i<s.length;i++)s[i]&&(s[i].__=e,t=gn(s[i],t,n,!1));return t}for(t&&!t.parentNode&&(t=ye(e))&&!t.parentNode&&
(t=null),a=e.__e,l=t;l&&l.nodeType==8;)l=l.nextSibling;for(a!=l&&(!r&&n.moveBefore&&a.parentNode?n.moveBefore(a,t):n.insertBefore(a,t||null)),t=a;(t=t&&t.nextSibling)&&
t.nodeType==8&&!t.data.startsWith("$s"););return t}function no(e,t,n,r){var s,i=e.key,a=e.type,l=t[n],u=l&&!(2&l.__u);if(l===null&&i==null||u&&i==l.key&&a==l.type)return n;if(r>(u?1:0)){for(s=n-1;s>=0;s--)if((l=
t[s])&&!(2&l.__u)&&i==l.key&&a==l.type)return s;for(s=n+1;s<t.length;s++)if((l=t[s])&&!(2&l.__u)&&i==l.key&&a==l.type)return s}return-1}function an(e,t,n){n==null&&
(n=""),t[0]=="-"?e.setProperty(t,n):e[t]=n}function Xe(e,t,n,r,s){var i,a;if(t=="style")if(typeof n=="string")e.style.cssText=n;else{if(typeof r=="string"&&(e.style.
cssText=r=""),r)for(t in r)n&&t in n||an(e.style,t);if(n)for(t in n)r&&n[t]==r[t]||an(e.style,t,n[t])}else if(t[0]=="o"&&t[1]=="n")typeof n!="function"&&(n=null),
typeof r!="function"&&(r=null),(e.__e||(e.__e={}))[t]=n,n&&r||(a=St[t]||(St[t]=ro(t)),(e.__a||(e.__a={}))[t]=Tt,i=t!=(t=t.replace(cn,"$1")),(t=t.slice(2))[0]<"a"&&
(t=t.toLowerCase()),n?e.addEventListener(t,a,i):e.removeEventListener(t,a,i));else{if(s=="http://www.w3.org/2000/svg")t=t.replace(/xlink(H|:h)/,"h").replace(/sName$/,
"s");else if(t!="width"&&t!="height"&&t!="href"&&t!="list"&&t!="form"&&t!="tabIndex"&&t!="download"&&t!="rowSpan"&&t!="colSpan"&&t!="role"&&t!="popover"&&t in e)
try{return void(e[t]=n??"")}catch{}if(typeof n=="function")return;n==null||n===!1&&t[4]!="-"?e.removeAttribute(t):e.setAttribute(t,t=="popover"&&n==1?"":n)}}function ro(e){
return function(t){var n=this.__e;if(n){if(n=n[e],t[je]==null)t[je]=Tt++;else if(t[je]<this.__a[e])return;return n(F.event?F.event(t):t)}}}function Ct(e,t,n,r,s,i,a,l,u,p){
var f,g,w,c,m,d,_,b,v,A,$,R,h,P,k,D,O,S,H=t.type;if(t.constructor!==Oe)return null;128&n.__u&&(u=32&n.__u,f=n.__c.__z)&&(t.__u|=u,g=i=[],f.nodeType==8?l=Ye(f,i):
i.push(f),l=i[0]||l),(f=F.__b)&&f(t);e:if(typeof H=="function"){w=a.length;try{if(b=t.props,v=(f=H.prototype)&&f.render,A=(f=H.contextType)&&r[f.__c],$=f?A?A.props.
value:f.__:r,(c=n.__c)?(t.__c=c,2&c.__g&&(c.__g|=1)):(v?t.__c=c=new H(b,$):(t.__c=c=new Te(b,$),c.constructor=H,c.render=so),A&&A.sub(c),c.state||(c.state={}),c.
__n=r,c.__g|=8,c.__h=[],c.__k=[]),v&&(c.__s||(c.__s=c.state),H.getDerivedStateFromProps&&(c.__s==c.state&&(c.__s=Se({},c.__s)),Se(c.__s,H.getDerivedStateFromProps(
b,c.__s)))),m=c.props,d=c.state,c.__v=t,n.__c){if(b!==m&&v&&!H.getDerivedStateFromProps&&c.componentWillReceiveProps&&c.componentWillReceiveProps(b,$),t.__v==n.
__v&&!(8&c.__g)||!(4&c.__g)&&c.shouldComponentUpdate&&c.shouldComponentUpdate(b,c.__s,$)===!1){t.__v!=n.__v&&(c.props=b,c.state=c.__s,c.__g&=-9),t.__e=n.__e,t.__k=
n.__k,t.__k.some(function(I){I&&(I.__=t)}),et.push.apply(c.__h,c.__k),c.__k=[],c.__h.length&&a.push(c),l=ye(n);break e}c.componentWillUpdate&&c.componentWillUpdate(
b,c.__s,$),v&&c.componentDidUpdate&&c.__h.push(function(){c.componentDidUpdate(m,d,_)})}else v&&!H.getDerivedStateFromProps&&c.componentWillMount&&c.componentWillMount(),
v&&c.componentDidMount&&c.__h.push(c.componentDidMount);c.context=$,c.props=b,c.__P=e,c.__g&=-5,R=F.__r,h=v?25:0;do c.__g&=-9,R&&R(t),f=c.render(c.props,c.state=
c.__s,c.context);while(8&c.__g&&++h<25);v&&(et.push.apply(c.__h,c.__k),c.__k=[]),c.state=c.__s,c.getChildContext&&(r=Se({},r,c.getChildContext())),v&&n.__c&&c.getSnapshotBeforeUpdate&&
(_=c.getSnapshotBeforeUpdate(m,d)),P=f&&f.type===U&&f.key==null?f.props.children:f,b.__P&&(f=l,s=(e=b.__P).namespaceURI,u=i=null,n.props&&n.props.__P!=e&&(n.__k.
some(function(I){I&&Pt(I,I)}),n.__k=null),l=n.__k?ye(n,0):null),l=hn(e,Mt(P)?P:[P],t,n,r,s,i,a,l,u,p),b.__P&&(t.__e=null,l=f),t.__u&=-161,g&&g.some(ke),c.__h.length&&
a.push(c),1&c.__g&&(c.__g&=-4)}catch(I){if(a.length=w,t.__v=null,u||i)if(I&&I.then){if(t.__u|=128|u,i){for(~(O=i.indexOf(l||void 0))||(O=i.length);(S=i[O-1])&&S.
nodeType==8;)O--;for(;O<i.length;O++)if(S=i[O])if(i[O]=null,k){if(S==D)break}else{if(S.nodeType!=8)break;S.data.startsWith("$s")&&(D=Ye(k=S))}}if(!k){for(;l&&l.
nodeType==8&&l.nextSibling;)l=l.nextSibling;k=l}(f=Ye(k=t.__c.__z||(t.__c.__z=k)))?(t.__e=k,l=f):t.__e=l,l=l&&l.nextSibling}else i&&i.some(ke);else t.__e=n.__e;
t.__k||(t.__k=n.__k||[]),I&&I.then||vn(t),F.__e(I,t,n)}}else l=t.__e=oo(n.__e,t,n,r,s,i,a,u,p,e);return(f=F.diffed)&&f(t),l}function Ye(e,t){if(e&&e.nodeType==8&&
e.data.startsWith("$s"))for(var n=1;e=e.nextSibling;){if(e.nodeType==8){if(e.data.startsWith("$s"))n++;else if(e.data.startsWith("/$s")&&!--n)return e}t&&t.push(
e)}}function vn(e){e&&(e.__c&&(e.__c.__g|=4),e.__k&&e.__k.some(vn))}function yn(e,t,n){for(var r=0;r<n.length;)At(n[r++],n[r++],n[r++]);F.__c&&F.__c(t,e),e.some(
function(s){try{e=s.__h,s.__h=[],e.some(function(i){i.call(s)})}catch(i){F.__e(i,s.__v)}})}function oo(e,t,n,r,s,i,a,l,u,p){var f,g,w,c,m,d,_,b,v=n.props||Qe,A=t.
props,$=t.type;if($=="svg"?s="http://www.w3.org/2000/svg":$=="math"?s="http://www.w3.org/1998/Math/MathML":s||(s="http://www.w3.org/1999/xhtml"),i){for(f=0;f<i.
length;f++)if((m=i[f])&&($?m.localName==$:m.nodeType==3)){e=m,i[f]=null;break}}if(!e){if(b=p.ownerDocument||document,!$)return b.createTextNode(A);e=b.createElementNS(
s,$,A.is?A:p),l&&(F.__m&&F.__m(t,i),l=!1),i=null}if($){if(p=$=="template"&&e.content||e,i=$=="textarea"&&A.defaultValue!=null?null:i&&$t.call(p.childNodes),!l&&
i)for(v={},f=0;f<e.attributes.length;f++)v[(m=e.attributes[f]).name]=m.value;for(f in v)m=v[f],f=="dangerouslySetInnerHTML"?w=m:f=="children"||f in A||f=="value"&&
"defaultValue"in A||f=="checked"&&"defaultChecked"in A||Xe(e,f,null,m,s);for(f in A)m=A[f],f=="children"?c=m:f=="dangerouslySetInnerHTML"?g=m:f=="value"?d=m:f==
"checked"?_=m:l&&typeof m!="function"||v[f]===m||Xe(e,f,m,v[f],s);g?(l||w&&(g.__html==w.__html||g.__html==e.innerHTML)||(e.innerHTML=g.__html),t.__k=[]):(w&&(e.
textContent=""),($=="foreignObject"||s=="http://www.w3.org/1998/Math/MathML"&&Qr.test($))&&(s="http://www.w3.org/1999/xhtml"),hn(p,Mt(c)?c:[c],t,n,r,s,i,a,i?i[0]:
n.__k&&ye(n,0),l,u),i&&i.some(ke)),l&&$!="textarea"||(f="value",$=="progress"&&d==null?e.removeAttribute(f):d==null||d===e[f]&&($!="progress"||d)||Xe(e,f,d,v[f],
s),f="checked",_!=null&&_!=e[f]&&Xe(e,f,_,v[f],s))}else v===A||l&&e.data==A||(e.data=A);return e}function At(e,t,n,r){try{typeof e=="function"?t?t.__x=e(t)||1:r&&
(r=r.__c||r.__e)&&(t=r.__x)&&(r.__x=null,typeof t=="function"?t():e(null)):e.current=t}catch(s){F.__e(s,n)}}function Pt(e,t,n){var r,s,i,a;if(F.unmount&&F.unmount(
e),!(r=e.ref)||r.current&&r.current!=e.__e||At(r,null,t,e),r=e.__c){if(r.componentWillUnmount)try{r.componentWillUnmount()}catch(l){F.__e(l,t)}r.__P=r.__n=null}
if(r=e.__k)for(a=0;a<r.length;a++)r[a]&&Pt(r[a],t,typeof e.type!="function"||n&&!e.props.__P);!n&&(r=e.__c)&&(r=r.__z)&&(s=Ye(r,i=[]))&&(r==e.__e&&i.some(ke),ke(
s),ke(r)),n||ke(e.__e),e.__e=e.__c=e.__=null}function so(e,t,n){return this.constructor(e,n)}function Lt(e,t){var n,r,s,i;F.__&&F.__(e,t),t.nodeType==9&&(t=t.documentElement),
r=(n=e&&32&e.__u)?null:t.__k,t.__k=Ie(U,{children:[e]}),s=[],i=[],Ct(t,t.__k,r||Qe,Qe,t.namespaceURI,r?null:t.firstChild?$t.call(t.childNodes):null,s,r?r.__e:t.
firstChild,n,i),yn(s,t.__k,i),t.__k.props.children=null}function _n(e){function t(n){var r,s;return this.getChildContext||(r=new Set,(s={})[t.__c]=this,this.getChildContext=function(){return s},this.shouldComponentUpdate=
function(i){this.props.value!=i.value&&r.forEach(function(a){a.__g|=4,Et(a)})},this.sub=function(i){r.add(i);var a=i.componentWillUnmount;i.componentWillUnmount=
function(){r.delete(i),a&&a.call(i)}}),n.children}return t.__c="__cC"+pn++,t.__=e,t.Provider=(t.Consumer=function(n,r){return n.children(r)}).contextType=t,t}F={__e:function(e,t,n,r){for(var s,i,a;t=t.__;)if((s=t.__c)&&!(1&s.__g)){s.__g|=4;try{if((a=(i=s.constructor)&&i.getDerivedStateFromError)&&s.setState(i.getDerivedStateFromError(
e)),s.componentDidCatch&&(s.componentDidCatch(e,r||{}),a=1),a&&8&s.__g)return void(s.__g|=2)}catch(l){e=l}}throw Ze=0,e}},ln=0,xt=function(e){return e!=null&&e.
constructor===Oe},Te.prototype.setState=function(e,t){var n=this.__s;n&&n!=this.state||(n=this.__s=Se({},this.state)),typeof e=="function"&&(e=e(Se({},n),this.props)),
e&&(Se(n,e),this.__v&&(t&&this.__k.push(t),Et(this)))},Te.prototype.forceUpdate=function(e){this.__v&&(this.__g|=4,e&&this.__h.push(e),Et(this))},Te.prototype.render=
U,ve=[],Ze=0,un=function(e,t){return e.__v.__b-t.__v.__b},je=Symbol(),cn=/(PointerCapture)$|Capture$/i,Tt=0,St={},pn=0;var Me,X,Bt,bn,Dt=Object.is,tt=0,Cn=[],Ht=[],j=F,wn=j.__b,kn=j.__r,Sn=j.diffed,En=j.__c,xn=j.unmount,Tn=j.__;function nt(e,t){j.__h&&j.__h(X,e,tt||t),tt=0;var n=X.
__H||(X.__H={__:[],__h:[]});return e>=n.__.length&&n.__.push({}),n.__[e]}function Ke(e){return tt=1,io(Ln,e)}function io(e,t,n){var r=nt(Me++,2);if(r.t=e,!r.__c&&
(r.__=[n?n(t):Ln(void 0,t),function(i){var a=(r.__N||r.__)[0],l=r.t(a,i);Dt(a,l)||(r.__N=[l,r.__[1]],r.__c.setState({}))}],r.__c=X,!X.__f)){X.__f=!0;var s=X.shouldComponentUpdate;
X.shouldComponentUpdate=function(i,a,l){var u=this.__H;if(!u)return!0;var p=!1,f=this.props!=i;if(u.__.some(function(w){w.__N&&(p=!0,Dt(w.__[0],w.__N[0])||(f=!0))}),
s){var g=s.call(this,i,a,l);return p?g||f:g}return!p||f}}return r.__}function te(e,t){var n=nt(Me++,4);!j.__s&&Pn(n.__H,t)&&(n.__P=!1,n.__=e,n.u=t,X.__h.push(n))}function J(e){return tt=5,ue(function(){return{current:e}},[])}function ue(e,t){var n=nt(Me++,7);return Pn(n.__H,t)&&(n.__=e(),n.__H=t),n.__}function An(e){var t=X.context[e.__c],n=nt(Me++,9);return n.c=e,t?(n.__==null&&(n.__=!0,t.sub(X)),t.props.value):e.__}function ao(){var e;do{for(;e=Ht.shift();)try{Re(e)}catch(n){j.__e(n,{__:(e=e.__P)&&e.__v})}for(;e=Cn.shift();){var t=e.__H;if(e.__P&&t)try{t.__h.some(Re),t.__h.
some(Nt),t.__h=[]}catch(n){t.__h=[],j.__e(n,e.__v)}}}while(Ht.length)}j.__b=function(e){X=null,wn&&wn(e)},j.__=function(e,t){e&&t.__k&&t.__k.__m&&(e.__m=t.__k.__m),
Tn&&Tn(e,t)},j.__r=function(e){kn&&kn(e),Me=0;var t=(X=e.__c).__H;t&&(Bt==X?X.__h=[]:(t.__h.some(Re),t.__h.some(Nt),Me=0),t.__h=[],t.__.some(function(n){n.__N&&
(n.__=n.__N),n.u=n.__N=void 0})),Bt=X},j.diffed=function(e){Sn&&Sn(e);var t=e.__c;t&&t.__H&&(t.__H.__h.length&&$n(Cn.push(t)),t.__H.__.some(function(n){n.u&&(n.
__H=n.u)})),Bt=X=null},j.__c=function(e,t){t.some(function(n){try{n.__h.some(Re),n.__h=n.__h.filter(function(r){return!r.__||Nt(r)})}catch(r){n.__h=[function(){
throw r}]}}),En&&En(e,t)},j.unmount=function(e){xn&&xn(e);var t,n,r=e.__c;r&&r.__H&&(r.__H.__.some(function(s){try{if(s.__P&&s.__c){if(n===void 0){for(n=e.__;n&&
(!n.__c||!n.__c.__P);)n=n.__;n=n&&n.__c}s.__P=n,$n(Ht.push(s))}else Re(s)}catch(i){t=i}}),r.__H=void 0,t&&j.__e(t,r.__v))};var Mn=typeof requestAnimationFrame==
"function";function lo(e){var t,n=function(){clearTimeout(r),Mn&&cancelAnimationFrame(t),setTimeout(e)},r=setTimeout(n,35);Mn&&(t=requestAnimationFrame(n))}function $n(e){
e!=1&&bn==j.requestAnimationFrame||((bn=j.requestAnimationFrame)||lo)(ao)}function Re(e){var t=X,n=e.__c;typeof n=="function"&&(e.__c=void 0,n()),X=t}function Nt(e){
var t=X;e.__c=e.__(),X=t}function Pn(e,t){return!e||e.length!=t.length||t.some(function(n,r){return!Dt(n,e[r])})}function Ln(e,t){return typeof t=="function"?t(
e):t}var uo=Symbol.for("preact-signals");function it(){if(fe>1)fe--;else{var e,t=!1;for((function(){var s=ot;for(ot=void 0;s!==void 0;){var i=s.S;if(i.v===s.v)for(var a=i.
t;a!==void 0;a=a.x)a.i===s.i&&(a.i=i.i);s=s.o}})();Ue!==void 0;){var n=Ue;for(Ue=void 0,rt++;n!==void 0;){var r=n.u;if(n.u=void 0,n.f&=-3,!(8&n.f)&&Dn(n))try{n.
c()}catch(s){t||(e=s,t=!0)}n=r}}if(rt=0,fe--,t)throw e}}function ne(e){if(fe>0)return e();It=++co,fe++;try{return e()}finally{it()}}var We,V=void 0;function Fe(e){
var t=V,n=We;V=void 0,We=void 0;try{return e()}finally{V=t,We=n}}var Ue=void 0,fe=0,rt=0,co=0,It=0,ot=void 0,st=0;function Bn(e){if(V!==void 0){var t=e.n;if(t===
void 0||t.t!==V)return t={i:0,S:e,p:V.s,n:void 0,t:V,e:void 0,x:void 0,r:t},V.s!==void 0&&(V.s.n=t),V.s=t,e.n=t,32&V.f&&e.S(t),t;if(t.i===-1)return t.i=0,t.n!==
void 0&&(t.n.p=t.p,t.p!==void 0&&(t.p.n=t.n),t.p=V.s,t.n=void 0,V.s.n=t,V.s=t),t}}function Q(e,t){this.v=e,this.i=0,this.n=void 0,this.t=void 0,this.l=0,this.W=
t?.watched,this.Z=t?.unwatched,this.name=t?.name}Q.prototype.brand=uo;Q.prototype.h=function(){return!0};Q.prototype.S=function(e){var t=this,n=this.t;n!==e&&e.
e===void 0&&(e.x=n,this.t=e,n!==void 0?n.e=e:Fe(function(){var r;(r=t.W)==null||r.call(t)}))};Q.prototype.U=function(e){var t=this;if(this.t!==void 0){var n=e.e,
r=e.x;n!==void 0&&(n.x=r,e.e=void 0),r!==void 0&&(r.e=n,e.x=void 0),e===this.t&&(this.t=r,r===void 0&&Fe(function(){var s;(s=t.Z)==null||s.call(t)}))}};Q.prototype.
subscribe=function(e){var t=this;return ae(function(){var n=t.value;Fe(function(){return e(n)})},{name:"sub"})};Q.prototype.valueOf=function(){return this.value};
Q.prototype.toString=function(){return this.value+""};Q.prototype.toJSON=function(){return this.value};Q.prototype.peek=function(){var e=this;return Fe(function(){
return e.value})};Object.defineProperty(Q.prototype,"value",{get:function(){var e=Bn(this);return e!==void 0&&(e.i=this.i),this.v},set:function(e){if(e!==this.v){
if(rt>100)throw new Error("Cycle detected");(function(n){fe!==0&&rt===0&&n.l!==It&&(n.l=It,ot={S:n,v:n.v,i:n.i,o:ot})})(this),this.v=e,this.i++,st++,fe++;try{for(var t=this.
t;t!==void 0;t=t.x)t.t.N()}finally{it()}}}});function L(e,t){return new Q(e,t)}function Dn(e){for(var t=e.s;t!==void 0;t=t.n)if(t.S.i!==t.i||!t.S.h()||t.S.i!==t.
i)return!0;return!1}function Hn(e){for(var t=e.s;t!==void 0;t=t.n){var n=t.S.n;if(n!==void 0&&(t.r=n),t.S.n=t,t.i=-1,t.n===void 0){e.s=t;break}}}function Nn(e){
for(var t=e.s,n=void 0;t!==void 0;){var r=t.p;t.i===-1?(t.S.U(t),r!==void 0&&(r.n=t.n),t.n!==void 0&&(t.n.p=r)):n=t,t.S.n=t.r,t.r!==void 0&&(t.r=void 0),t=r}e.s=
n}function Ee(e,t){Q.call(this,void 0,t),this.x=e,this.s=void 0,this.g=st-1,this.f=4}Ee.prototype=new Q;Ee.prototype.h=function(){if(this.f&=-3,1&this.f)return!1;
if((36&this.f)==32||(this.f&=-5,this.g===st))return!0;if(this.g=st,this.f|=1,this.i>0&&!Dn(this))return this.f&=-2,!0;var e=V;try{Hn(this),V=this;var t=this.x();
(16&this.f||this.v!==t||this.i===0)&&(this.v=t,this.f&=-17,this.i++)}catch(n){this.v=n,this.f|=16,this.i++}return V=e,Nn(this),this.f&=-2,!0};Ee.prototype.S=function(e){
if(this.t===void 0){this.f|=36;for(var t=this.s;t!==void 0;t=t.n)t.S.S(t)}Q.prototype.S.call(this,e)};Ee.prototype.U=function(e){if(this.t!==void 0&&(Q.prototype.
U.call(this,e),this.t===void 0)){this.f&=-33;for(var t=this.s;t!==void 0;t=t.n)t.S.U(t)}};Ee.prototype.N=function(){if(!(2&this.f)){this.f|=6;for(var e=this.t;e!==
void 0;e=e.x)e.t.N()}};Object.defineProperty(Ee.prototype,"value",{get:function(){if(1&this.f)throw new Error("Cycle detected");var e=Bn(this);if(this.h(),e!==void 0&&
(e.i=this.i),16&this.f)throw this.v;return this.v}});function Y(e,t){return new Ee(e,t)}function In(e){var t=e.j;if(e.j=void 0,typeof t=="function"){fe++;var n=V;
V=void 0;try{t()}catch(r){throw e.f&=-2,e.f|=8,Ot(e),r}finally{V=n,it()}}}function Ot(e){for(var t=e.s;t!==void 0;t=t.n)t.S.U(t);e.x=void 0,e.s=void 0,In(e)}function po(e){
if(V!==this)throw new Error("Out-of-order effect");Nn(this),V=e,this.f&=-2;try{8&this.f&&Ot(this)}finally{it()}}function $e(e,t){this.x=e,this.j=void 0,this.s=void 0,
this.u=void 0,this.f=32,this.name=t?.name,We&&We.push(this)}$e.prototype.c=function(){var e=this.S();try{if(8&this.f||this.x===void 0)return;var t=this.x();typeof t==
"function"&&(this.j=t)}finally{e()}};$e.prototype.S=function(){if(1&this.f)throw new Error("Cycle detected");this.f|=1,this.f&=-9,In(this),Hn(this),fe++;var e=V;
return V=this,po.bind(this,e)};$e.prototype.N=function(){2&this.f||(this.f|=2,this.u=Ue,Ue=this)};$e.prototype.d=function(){this.f|=8,1&this.f||Ot(this)};$e.prototype.
dispose=function(){this.d()};function ae(e,t){var n=new $e(e,t);try{n.c()}catch(s){throw n.d(),s}var r=n.d.bind(n);return r[Symbol.dispose]=r,r}var On,lt,at,fo=typeof window<"u"&&!!window.__PREACT_SIGNALS_DEVTOOLS__;var Rn=[];ae(function(){On=this.N})();function Ce(e,t){F[e]=t.bind(null,F[e]||function(){})}function qe(e){if(at){var t=at;at=void 0,t()}at=e&&e.S()}function Kn(e){
var t=this,n=e.data,r=ut(n);r.name="ReactiveDom",r.value=n;var s=ue(function(){for(var l=t,u=t.__v;u=u.__;)if(u.__c){u.__c.__$f|=4;break}var p=Y(function(){var c=r.
value.value;return c===0?0:c===!0?"":c||""}),f=Y(function(){return!Array.isArray(p.value)&&!xt(p.value)}),g=ae(function(){if(this.N=Wn,f.value){var c=p.value;l.
__v&&l.__v.__e&&l.__v.__e.nodeType===3&&(l.__v.__e.data=c)}}),w=t.__$u.d;return t.__$u.d=function(){g(),w.call(this)},[f,p]},[]),i=s[0],a=s[1];return i.value?a.
peek():a.value}Kn.displayName="ReactiveTextNode";Object.defineProperties(Q.prototype,{constructor:{configurable:!0,value:fn(U,null).constructor},type:{configurable:!0,
value:Kn},props:{configurable:!0,get:function(){var e=this;return{data:{get value(){return e.value}}}}},__b:{configurable:!0,value:1}});Ce("__b",function(e,t){if(qe(),
lt=void 0,typeof t.type=="string"){var n,r=t.props;for(var s in r)if(s!=="children"){var i=r[s];i instanceof Q&&(n||(t.__np=n={}),n[s]=i,r[s]=i.peek())}}e(t)});
Ce("__r",function(e,t){if(e(t),t.type!==U){qe();var n,r=t.__c;r&&(r.__$f&=-2,(n=r.__$u)===void 0&&(r.__$u=n=(function(s,i){var a;return ae(function(){a=this},{name:i}),
a.c=s,a})((function(s){return function(){var i;fo&&((i=this.y)==null||i.call(this)),s.__$f|=1,s.setState({})}})(r),typeof t.type=="function"?t.type.displayName||
t.type.name:""))),lt=r,qe(n)}});Ce("__e",function(e,t,n,r){qe(),lt=void 0,e(t,n,r)});Ce("diffed",function(e,t){qe(),lt=void 0;var n;if(typeof t.type=="string"&&
(n=t.__e)){var r=t.__np,s=t.props,i=n.U;if(i)for(var a in i){var l=i[a];l===void 0||r&&a in r||(l.d(),i[a]=void 0)}if(r){i||(i={},n.U=i);for(var u in r){var p=i[u],
f=r[u];p===void 0?(p=mo(n,u,f,s),i[u]=p):p.o(f,s)}}}e(t)});function mo(e,t,n,r){var s=t in e&&e.ownerSVGElement===void 0,i=L(n);return{o:function(a,l){i.value=a,
r=l},d:ae(function(){this.N=Wn;var a=i.value.value;r[t]!==a&&(r[t]=a,s?e[t]=a:a!=null&&(a!==!1||t[4]==="-")?e.setAttribute(t,a):e.removeAttribute(t))})}}Ce("unm\
ount",function(e,t){if(typeof t.type=="string"){var n=t.__e;if(n){var r=n.U;if(r){n.U=void 0;for(var s in r){var i=r[s];i&&i.d()}}}var a=t.__np;if(a){var l=t.props;
for(var u in a)l[u]=a[u]}t.__np=void 0}else{var p=t.__c;if(p){p.__$f|=8;var f=p.__$u;f&&(p.__$u=void 0,f.d())}}e(t)});Ce("__h",function(e,t,n,r){r<3&&(t.__$f|=2),
e(t,n,r)});Te.prototype.shouldComponentUpdate=function(e,t){if(this.__R)return!0;var n=this.__$u,r=n&&n.s!==void 0;for(var s in t)return!0;if(this.__f||typeof this.
u=="boolean"&&this.u===!0){var i=2&this.__$f;if(!(r||i||4&this.__$f)||1&this.__$f)return!0}else if(!(r||4&this.__$f)||3&this.__$f)return!0;for(var a in e)if(a!==
"__source"&&e[a]!==this.props[a])return!0;for(var l in this.props)if(!(l in e))return!0;return!1};function ut(e,t){return ue(function(){return L(e,t)},[])}var ho=function(e){queueMicrotask(function(){queueMicrotask(e)})};function go(){ne(function(){for(var e;e=Rn.shift();)On.call(e)})}function Wn(){Rn.push(this)===1&&(F.requestAnimationFrame||ho)(go)}var ze=null,Ge=e=>e!==null&&e===ze;function Un(e){e.addEventListener("keydown",t=>{t.isComposing||t.keyCode===229?(t.stopPropagation(),t.key==="Escape"&&Rt(t.target,
"[type=search]")&&t.preventDefault()):t.repeat&&t.key==="Enter"&&Rt(t.target,"button, a")&&t.preventDefault()},!0),vo(e),e.addEventListener("keydown",t=>{(t.ctrlKey||
t.metaKey)&&t.key==="s"||t.stopPropagation()})}function vo(e){e.addEventListener("compositionstart",({target:t})=>ze=t,!0),e.addEventListener("compositionend",({
target:t})=>{ze=null,t?.dispatchEvent(new Event("input",{bubbles:!0}))},!0),e.addEventListener("blur",t=>{t.target===ze&&(Rt(t.target,":focus")?t.stopPropagation():
ze=null)},!0)}var Rt=(e,t)=>e instanceof Element&&e.matches(t);function qn(e,{takes:t,hover:n,take:r}){e.addEventListener("paste",s=>{let{clipboardData:i}=s,a=zn(s);!i?.files.length||a&&(!t(a)||yo(i))||(s.preventDefault(),r(
ct(i)))}),e.addEventListener("dragover",s=>{Fn(s)||(s.preventDefault(),n(!0))}),e.addEventListener("dragleave",()=>n(!1)),e.addEventListener("drop",()=>n(!1),!0),
e.addEventListener("drop",s=>{Fn(s)||(s.preventDefault(),s.stopPropagation(),s.dataTransfer&&r(ct(s.dataTransfer)))})}function ct(e){let n=[...e.items].some(r=>r.
webkitGetAsEntry?.()?.isDirectory);return{files:[...e.files],folder:n}}function zn(e){return e.target instanceof Element?e.target.closest("input, textarea"):null}
function Fn(e){return zn(e)!==null&&!e.dataTransfer?.types.includes("Files")}function yo(e){let{body:t}=new DOMParser().parseFromString(e.getData("text/html"),"\
text/html");if(t.querySelector("img")&&!t.textContent?.trim())return"";let n=e.getData("text/plain").trim(),r=[...e.files].map(({name:i})=>i);return n.split(/[\r\n]+/).
every(i=>r.includes(i.split(/[/\\]/).at(-1)??""))?"":n}var Gn="100000px",_o=".jp-LinkedOutputView";function Jn(e,t){let n=null,r=!1,s=new ResizeObserver(i);function i(){if(!e.isConnected||!e.parentElement?.clientWidth)
return;(!r||n&&!n.contains(e))&&(r=!0,n=bo(e),n&&s.observe(n));let a=n?.closest(_o)??null,l=n?n.clientHeight:window.innerHeight;t(a&&n?{seen:l-wo(e,n),own:!0}:{
seen:l,own:!1})}return s.observe(e.parentElement??e),window.addEventListener("resize",i),i(),()=>{s.disconnect(),window.removeEventListener("resize",i)}}function bo(e){
let t=[];for(let s=e.parentElement;s&&s!==document.body;s=s.parentElement)s!==document.documentElement&&/auto|scroll/.test(getComputedStyle(s).overflowY)&&t.push(
s);let n=e.style.height;e.style.height=Gn;let r=t.find(s=>s.clientHeight&&s.clientHeight<Number.parseInt(Gn,10));return e.style.height=n,r??null}function wo(e,t){
let n=e.getBoundingClientRect().top-t.getBoundingClientRect().top,r=Number.parseFloat(getComputedStyle(t).paddingBottom)||0;return Math.round(n+t.scrollTop-t.clientTop+
r)}function Kt(e,t){let n=e.parentElement;t!==e.classList.contains("whole")&&(n&&(n.style.minHeight=t?`${e.offsetHeight}px`:""),e.classList.toggle("whole",t),"popo\
ver"in e&&(e.popover=t?"manual":null,t&&e.showPopover()))}var Vn=0;function ce(){return Vn+=1,`imagegen-${Date.now().toString(36)}-${Vn}`}var ko=4e3,Ae=class extends Error{words;constructor(t){super(t.join(" ")||"There is no kernel to send it to."),this.words=t}};function pe(e){return e instanceof
Ae?e.words:[e instanceof Error?e.message:String(e)]}function Xn(e){let t=ce(),n=L("well"),r=new Map,s=new Map,i,a=0,l=!1;function u(){clearTimeout(i),i=void 0,n.
value="well"}function p(c,{resolve:m,reject:d}){s.delete(c.id),c.kind==="refused"?d(new Ae(c.words)):m(c)}function f(c,m=[]){u();let d=c?.view===t?s.get(c.id??0):
void 0;if(d)p(c,d);else for(let _ of r.get(c?.kind??"")??[])_(c,m)}function g(c,m,d=[]){if(l)return!1;try{let _=e.send({kind:c,...m},void 0,d);So(_)&&_.catch(()=>n.
value="gone")}catch{return clearTimeout(i),n.value="gone",!1}return i??=setTimeout(()=>n.value="silent",ko),!0}let w=()=>g("hello",{});return e.on("msg:custom",
f),e.on("change:_status",u),e.on("comm_live_update",w),{view:t,state:n,nextId:()=>++a,send:g,ask(c,m,d=[]){let _=m.id??++a;return new Promise((b,v)=>{s.set(_,{resolve:b,
reject:v}),!g(c,{view:t,id:_,...m},d)&&(s.delete(_),v(new Ae([])))})},on(c,m){let d=r.get(c)??new Set;r.set(c,d.add(m))},close(){l=!0,clearTimeout(i),e.off("msg\
:custom",f),e.off("change:_status",u),e.off("comm_live_update",w),r.clear();for(let{reject:c}of s.values())c(new Ae([]));s.clear()}}}function So(e){return typeof e?.
catch=="function"}var Eo={tile:600,thumbnail:20,full:6},xo=60;function jn(e){let t=new Map,n=[];function r(l){let u=t.get(l);u?.url&&URL.revokeObjectURL(u.url),t.delete(l)}function s(){
for(let[l,u]of Object.entries(Eo)){let p=[...t.keys()].filter(f=>f.startsWith(`${l} `)&&t.get(f)?.url);for(let f of p.slice(0,Math.max(0,p.length-u)))r(f)}}function i(){
for(;n.length;)e.send("tiles",{hashes:n.splice(0,xo)})}function a(l,u,p,f){let g=t.get(`${l} ${u}`);if(!(!g||g.url||!f)){g.url=URL.createObjectURL(new Blob([f],
{type:`image/${p}`}));for(let w of g.waiting.splice(0))w(g.url)}}return e.on("tiles",({hashes:l},u)=>{for(let[p,f]of l.entries())a("tile",f,"webp",u[p]);s()}),e.
on("picture",({hash:l,size:u,type:p},[f])=>{a(u,l,p,f),s()}),e.on("missing",({hash:l,size:u})=>{let p=t.get(`${u} ${l}`);t.delete(`${u} ${l}`);for(let f of p?.waiting??
[])f("")}),{held:(l,u)=>t.get(`${u} ${l}`)?.url??"",url(l,u){let p=`${u} ${l}`,f=t.get(p);return f?.url?(t.delete(p),t.set(p,f),Promise.resolve(f.url)):new Promise(
g=>{f?f.waiting.push(g):(t.set(p,{url:"",waiting:[g]}),u!=="tile"?e.send("picture",{hash:l,size:u}):n.push(l)===1&&queueMicrotask(i))})},close(){n=[];for(let l of[
...t.keys()])r(l)}}}async function Yn(e,t){try{return await navigator.clipboard.writeText(e),!0}catch{let n=document.activeElement,r=document.createElement("textarea");r.value=e,r.
className="held",t.append(r),r.select();let s=document.execCommand("copy");return r.remove(),n instanceof HTMLElement&&n.focus(),s}}async function Zn(e,t){let n=await To(t),r={id:e.nextId(),name:t.name,total:n.size},s=0;for(;;){let i=await n.slice(s,s+524288).arrayBuffer(),a=await e.ask("upl\
oad",{...r,start:s},[i]);if(a.kind==="uploaded")return a;s=a.received}}async function To(e){let t=URL.createObjectURL(e);try{let n=await Mo(t,e.name),{naturalWidth:r,
naturalHeight:s}=n;if(r*s>5e7){let l=Math.round(r*s/1e6);throw new Error(`${e.name} has ${l} megapixels; 50 is the most. Make it smaller first.`)}let i=["image/\
png","image/jpeg","image/webp"].includes(e.type),a=e.size>4e6||Math.max(r,s)>2*2048;return i&&!a?e:await $o(n,e)}finally{URL.revokeObjectURL(t)}}function Mo(e,t){
let n=new Image;return new Promise((r,s)=>{n.onload=()=>r(n),n.onerror=()=>s(new Error(`${t} is no picture that a browser can read.`)),n.src=e})}async function $o(e,t){
let{naturalWidth:n,naturalHeight:r}=e,s=Math.min(1,2048/Math.max(n,r)),i=document.createElement("canvas");i.width=Math.max(1,Math.round(n*s)),i.height=Math.max(
1,Math.round(r*s)),i.getContext("2d")?.drawImage(e,0,0,i.width,i.height);let a=t.type==="image/jpeg"?"image/jpeg":"image/webp",l=await new Promise(u=>i.toBlob(u,
a,.92));if(!l)throw new Error(`${t.name} could not be made smaller.`);return l}var pt=8,Co=300;function Qn({line:e,say:t,open:n,sent:r}){let s=L(""),i=L(""),a=L(""),l=L([]),u=L([]),p=L({words:"",fine:!0}),f=L(null),g=L(""),w=L(!1),c=le(),m=le(),
d,_=()=>({template:s.peek(),model:i.peek().trim(),aspect:a.peek(),inputs:l.peek().map(({ref:S})=>S)});function b(S){u.value=S}function v(){clearTimeout(d),d=void 0,
!Ge(m.current)&&e.send("compose",{view:e.view,..._()})}function A(S){s.value=S,clearTimeout(d),d=setTimeout(v,Co)}function $(S){s.value=S,v(),m.current?.focus()}
function R(){if(b([]),!s.peek().trim()){b(["Write what to paint first."]),m.current?.focus();return}d&&v(),r(),e.ask("generate",_()).then(({replayed:S})=>{S&&n(
S),t(S?`That is @${S} already, at no new call. Again makes a new take.`:"Asked.")},S=>b(pe(S)))}function h(S){l.value=S,v()}function P(S,H=l.peek().length){let I=l.
peek();if(I.some(({ref:E})=>E===S.ref))return t(`${S.label} is an input already.`);if(H>=pt)return b([`${pt} inputs are the most.`]);h([...I.slice(0,H),S,...I.slice(
H+1)]),t(`${S.label} is input ${H+1}.`)}function k(S,H){let I=[...l.peek()],[E,M]=[I[S],I[S+H]];return!E||!M?!1:([I[S],I[S+H]]=[M,E],h(I),!0)}async function D({
files:S,folder:H},I){if(b([]),H)return b(["A folder can't be an input. Drop the pictures in it."]);if(S.length===0)return b(["There was no picture in what was d\
ropped."]);let E=I===void 0?pt-l.peek().length:1;if(S.length>E){let M=I===void 0?`${pt} inputs are the most`:"one replaces one";return b([`${S.length} files are\
 too many: ${M}.`])}for(let M of S)await O(M,I)}async function O(S,H){g.value=S.name;try{let{ref:I,hash:E,prompt:M,by:C}=await Zn(e,S);P({ref:I,hash:E,label:S.name},
H),M&&(f.value={name:S.name,prompt:M,by:C})}catch(I){b(pe(I))}g.value=""}return e.on("plan",({view:S,words:H,fine:I})=>{S===e.view&&(p.value={words:H,fine:I})}),
{template:s,model:i,aspect:a,inputs:l,complaint:u,plan:p,offer:f,sending:g,hovered:w,form:c,box:m,composition:_,complain:b,write:A,generate:R,add:P,move:k,take:D,
setModel(S){i.value=S},setAspect(S){a.value=S,v()},tell:v,remove:S=>h(l.peek().filter((H,I)=>I!==S)),hover(S){w.value=S},takeOffer(){let S=f.peek()?.prompt??"";
f.value=null,$(S)},hideOffer(){f.value=null},edit(S){l.value=[S],$(""),t(`Say what to change about ${S.label}.`)},use:$,show(S){let H=S.template??S.prompt;if(S.
view===e.view||d!==void 0||Ge(m.current)||H===void 0)return;let E=new Map(l.peek().map(({ref:M,label:C})=>[M,C]));ne(()=>{s.value=H,i.value=S.model??"",a.value=
S.aspect??"",l.value=(S.inputs??[]).map((M,C)=>({ref:M,hash:S.hashes?.[C]??"",label:E.get(M)??M}))})},statusChanged(S){S.error?.length&&b(S.error)},close(){d&&v()}}}function ft(e,t){let n=`ipyimagegen.${e}`,r=String(t);try{r=localStorage.getItem(n)??r}catch{}return{value:r,keep(s){try{localStorage.setItem(n,s)}catch{}}}}function er(){let e=new Set,t=L([]),n=-1;return{unseen:t,count:Y(()=>t.value.length),statusChanged({newest:r=0,jobs:s},i){if(n>=0)for(let u=n+1;u<=r;u+=1)e.add(
u);n=Math.max(n,r);let a=new Set(s?.listed.map(({number:u})=>u));for(let u of a)u&&e.add(u);let l=[...e].filter(u=>!a.has(u));for(let u of l)e.delete(u);l.length&&
!i&&(t.value=[...t.peek(),...l])},see(r){t.peek().some(s=>r.includes(s))&&(t.value=t.peek().filter(s=>!r.includes(s)))},seeAll(){t.value=[]}}}var Je=4,_e=27,Ut=4,Ao=200,Pe={least:48,most:160,first:66},Wt=5;function tr(e){let t=ft("size",Pe.first),n=L(Math.min(Pe.most,Math.max(Pe.least,Number(t.value)||
0))),r=L(0),s=L(new Map),i=Y(()=>Math.max(2,Math.floor((r.value+Je)/(n.value+Je)))),a=Y(()=>u(i.value)),l=Y(()=>Math.min(a.value,u(Wt+1)));function u(h){return Math.
max(1,(r.value-Je*(h-1))/h)}function p(h){let P=e.held(h);if(!P)return!1;let k=s.value.get(P.key);return k!==void 0?k:e.query.value||e.count.value<Ao||P.count<=
i.value?!1:P.age+(performance.now()-P.received)/1e3>Po()}let f=h=>!p(h),g=h=>e.held(h)?.count??1,w=h=>f(h)?g(h):Math.min(Wt,g(h)),c=h=>f(h)?i.value:Wt,m=h=>(f(h)?
a.value:l.value)+Je,d=h=>Math.ceil(w(h)/c(h)),_=Y(()=>{e.version.value;let h=e.total.value,P=new Float64Array(h+1);for(let k=0;k<h;k+=1)P[k+1]=(P[k]??0)+_e+d(k)*
m(k)+Ut;return P}),b=h=>_.value[h]??0;function v(h){let[P,k]=[0,e.total.peek()-1];for(;P<k;){let D=P+k+1>>1;b(D)<=h?P=D:k=D-1}return Math.max(0,P)}function A({group:h,
place:P}){let[k,D]=[c(h),m(h)];return{x:P%k*D,y:b(h)+_e+Math.floor(P/k)*D,side:D-Je}}function $({group:h,place:P},k){let D=P+k;if(D>=0&&D<w(h))return{group:h,place:D};
let O=h+k;return O<0||O>=e.total.peek()?null:{group:O,place:k>0?0:w(O)-1}}function R({group:h,place:P},k){let D=c(h),[O,S]=[Math.floor(P/D)+k,P%D];if(O>=0&&O<d(
h))return{group:h,place:Math.min(O*D+S,w(h)-1)};let H=h+k;if(H<0||H>=e.total.peek())return null;let I=k>0?0:d(H)-1,E=Math.min(S,c(H)-1);return{group:H,place:Math.
min(I*c(H)+E,w(H)-1)}}return{size:n,width:r,columns:i,side:a,tops:_,topOf:b,groupAt:v,box:A,beside:$,below:R,shown:w,isFolded:p,between(h,P,k){let D=b(h)+_e,O=Math.
floor((P-D)/m(h)),S=Math.ceil((k-D)/m(h)),H=c(h);return[Math.max(0,O*H),Math.max(0,Math.min(w(h),S*H))]},fold(h,P){s.value=new Map(s.peek()).set(h,P)},resize(h){
n.value=h,t.keep(String(h))}}}function Po(){let e=new Date,t=new Date(e.getFullYear(),e.getMonth(),e.getDate());return(e.getTime()-t.getTime())/1e3}var Lo=8,dt=32,Bo=2e3,Do=200;function nr(e,t){let n=le(),r=L({top:0,bottom:0}),s=L({group:0,place:0}),i="",a=L(0),l="",u={ref:"",until:0},p={ref:"",key:"",place:0,
y:0};function f(){let d=n.current;if(!d||d.clientWidth===0)return;let _=Math.floor(d.scrollTop/dt)*dt,b=Math.ceil((d.scrollTop+d.clientHeight)/dt)*dt;ne(()=>{t.
width.value=Math.max(1,d.clientWidth-2*Lo);let{top:v,bottom:A}=r.peek();(v!==_||A!==b)&&(r.value={top:_,bottom:b})}),g()}function g(){let d=n.current;if(!d||e.total.
peek()===0)return;let _=t.groupAt(d.scrollTop),[b]=t.between(_,d.scrollTop+t.side.peek()/2,1/0),v=t.shown(_)-1,$=(b>v?t.beside({group:_,place:v},1):null)??{group:_,
place:Math.min(b,v)},R=e.held($.group)?.key??"";p={ref:e.held($.group)?e.at($)?.ref??"":"",key:R,place:$.place,y:t.box($).y}}function w(){let d=n.current,_=e.spotOf(
p.ref)??e.spotIn(p.key,p.place);if(!d||!_||d.scrollTop<=0)return;let b=Math.min(_.place,t.shown(_.group)-1),v=t.box({group:_.group,place:b}).y-p.y;Math.abs(v)<.5||
(d.scrollTop+=v,f())}function c(d){s.value=d,i=e.at(d)?.ref??""}function m(d){d.group<0||d.group>=e.total.peek()||(u={ref:"",until:0},ne(()=>{c(d),a.value=a.peek()+
1}))}return{list:n,seen:r,active:s,focusings:a,measure:f,settle:w,go:m,stand:c,anchor:()=>(l||=e.at(s.peek())?.ref??"",l),setAnchor:d=>{l=d},reveal(){let d=n.current;
if(!d)return;let{y:_,side:b}=t.box(s.peek());_-_e<d.scrollTop&&(d.scrollTop=_-_e);let v=_+b+4;v>d.scrollTop+d.clientHeight&&(d.scrollTop=v-d.clientHeight)},scrollTo(d){
n.current&&(n.current.scrollTop=t.topOf(d))},follow(){let d=e.total.peek(),{group:_,place:b}=s.peek(),v=e.spotOf(i);if(v&&(v.group!==_||v.place!==b))s.value=v;else if(!v&&
d>0){let R=Math.min(_,d-1),h=Math.max(0,(e.held(R)?.count??1)-1);(_!==R||b>h)&&(s.value={group:R,place:Math.min(b,h)}),i=e.at(s.peek())?.ref??i}let $=u.ref&&performance.
now()<u.until?e.spotOf(u.ref):null;$&&m($)},focus(d){let _=e.spotOf(d);m(_??s.peek()),_||(u={ref:d,until:performance.now()+Bo})},after(d){let _=d.includes(i)?i:
d[0]??"";for(let b of[1,-1]){let v=e.spotOf(_)??s.peek();for(let A=0;A<Do;A+=1){let $=e.at(v);if($&&!d.includes($.ref))return $;let R=t.beside(v,b);if(!R)break;
v=R}}return null},rewind(){n.current&&(n.current.scrollTop=0),s.value={group:0,place:0},i=l=""}}}var ie=60,Ho=2400,No=Intl.DateTimeFormat().resolvedOptions().timeZone;function rr(e,t){let n=new Map,r=new Set,s=new Map,i=new Map,a=new Set,l=[],u=null,p=0,f=L(
0),g=L(0),w=L(""),c=L("template"),m=L(0);function d(E=!1){u=null,m.value=m.peek()+1,t(E)}let _=(E,M,C)=>e.ask("groups",{query:M,arrangement:C,zone:No,start:E*ie,
count:ie});async function b(E,M,C){p+=1;let W=p,z=E!==w.peek()||M!==c.peek(),re=z?[0]:[...new Set([0,...C.map(q=>Math.floor(q/ie))])],Z=await Promise.all(re.map(
q=>_(q,E,M)));return W!==p?null:(ne(()=>{if(z){n=new Map,s=new Map;for(let{resolve:q}of l.splice(0))q(null)}i=new Map(z?[]:[...i.keys()].map(q=>[q,!1])),r=new Set,
a=new Set,w.value=E,c.value=M;for(let q of Z)v(q);d(z)}),g.peek())}function v({start:E,groups:M,total:C,count:W}){E===0&&(f.value=C,g.value=W);let z=new Map([...n.
values()].map(Z=>[Z.key,Z.count])),re=performance.now();for(let Z=0;Z<ie;Z+=1){let q=M[Z];if(!q){n.delete(E+Z);continue}A(q.key,q.count-(z.get(q.key)??q.count)),
n.set(E+Z,{...q,received:re})}r.add(E/ie)}function A(E,M){let C=s.get(E);C&&M>0&&s.set(E,new Map([...C].map(([W,z])=>[W+M,z])))}function $(E){let M=Math.floor(E/
ie);if(E<f.peek()&&!r.has(M)){r.add(M);let C=p;_(M,w.peek(),c.peek()).then(W=>{C===p&&(v(W),d())},()=>r.delete(M))}return n.get(E)??null}e.on("entries",({view:E,
query:M,group:C,start:W,entries:z})=>{if(E!==e.view||M!==w.peek())return;let re=performance.now(),Z=s.get(C)??new Map;for(let q=0;q<ie;q+=1){let oe=z[q];oe?Z.set(
W+q,{...oe,received:re}):Z.delete(W+q)}s.set(C,Z),a.delete(R(C,W)),h(R(C,W),!0),P(),d(),D()});let R=(E,M)=>`${Math.floor(M/ie)} ${E}`;function h(E,M){i.delete(E),
i.set(E,M)}function P(){let E=0;for(let M of s.values())E+=M.size;for(let M of i.keys()){if(E<=Ho)return;let[C,W]=[Number.parseInt(M,10),M.slice(M.indexOf(" ")+
1)],z=s.get(W);for(let re=C*ie;re<(C+1)*ie;re+=1)z?.delete(re)&&(E-=1);z?.size===0&&s.delete(W),i.delete(M)}}function k(E){let M=$(E.group);if(!M||E.place<0||E.
place>=M.count)return null;let C=R(M.key,E.place);if(i.get(C))h(C,!0);else if(!a.has(C)){let W=Math.floor(E.place/ie)*ie,z={view:e.view,query:w.peek(),group:M.key,
start:W,count:ie};e.send("entries",z)&&a.add(C)}return s.get(M.key)?.get(E.place)??null}function D(){l=l.filter(({spot:E,resolve:M})=>{let C=k(E);return C&&M(C),
!C})}function O(){if(u)return u;u=new Map;for(let[E,{key:M,count:C}]of n)for(let[W,{ref:z}]of s.get(M)??[])W<C&&u.set(z,{group:E,place:W});return u}function S(E){
return O().get(E)??null}function H(E){let M=S(typeof E=="number"?`@${E}`:E),C=M&&n.get(M.group)?.key;return C&&s.get(C)?.get(M.place)||null}return{total:f,count:g,
query:w,arrangement:c,version:m,renew:b,group:$,at:k,held:E=>n.get(E)??null,come(E){return new Promise(M=>{let C=k(E),W=n.get(E.group)?.count??1/0;C||E.place>=W?
M(C):l.push({spot:E,resolve:M})})},drop(E){for(let[M,C]of n){let W=s.get(C.key),z=[...W??[]].filter(([,{ref:oe}])=>E.includes(oe));if(!W||z.length===0)continue;
let re=oe=>z.filter(([ge])=>ge<oe).length,q=[...W].filter(oe=>!z.some(([ge])=>ge===oe[0])).map(([oe,ge])=>[oe-re(oe),ge]);s.set(C.key,new Map(q)),n.set(M,{...C,
count:C.count-z.length}),g.value=g.peek()-z.length}I(),d()},spotOf:S,spotIn(E,M){for(let[C,W]of n)if(W.key===E)return{group:C,place:M};return null},find:H,newest(){
let E=null;for(let M of s.values())for(let C of M.values())C.number>(E?.number??0)&&(E=C);return E}};function I(){let E=[...n].filter(([,{count:C}])=>C===0).map(
([C])=>C),M=C=>C-E.filter(W=>W<C).length;n=new Map([...n].filter(([C])=>!E.includes(C)).map(([C,W])=>[M(C),W])),f.value=f.peek()-E.length}}var Io=3e4;function or(e){let t=L(null),n=le(),r,s=!1;function i(){clearTimeout(r),t.value=null}function a(){clearTimeout(r),r=setTimeout(()=>{n.current?.matches(
":hover, :focus-within")?a():i()},Io)}return{shown:t,element:n,hide:i,undo(){let l=t.peek()?.undo;i(),l?.()},show(l,{undo:u=null,failed:p=!1}={}){s||(t.value={lines:l,
failed:p,undo:u},e(l.join(" ")+(u?". Undo brings it back.":"")),a())},close(){s=!0,clearTimeout(r)}}}var Oo=250;function sr(e){let t=le(),n=L(""),r=L({query:"",count:0}),s=L([]),i;function a(){clearTimeout(i),Ge(t.current)||e(n.peek().trim())}return{box:t,text:n,
found:r,refusal:s,query:()=>n.peek().trim(),ask:a,type(l){n.value=l,clearTimeout(i),i=setTimeout(a,l?Oo:0)},write(l){n.value=l,a()},has:l=>n.value.split(/\s+/).
includes(l),toggle(l){let u=n.peek().split(/\s+/).filter(Boolean),p=u.filter(f=>f!==l);n.value=[...p,...p.length<u.length?[]:[l]].join(" "),a()},clear(){n.value=
"",a(),t.current?.focus()},tell(l,u){s.value=[],r.value={query:l,count:u}},refuse(l,u){let p=u?`Still shown is what “${u}” finds.`:"Still shown is everythin\
g.";s.value=[...l,p]},close:()=>clearTimeout(i)}}var de=100;function ar({line:e,model:t,complain:n}){let r=L([]),s=0,i=Y(()=>r.value.map(({ref:c})=>c)),a=Y(()=>r.value.map(({number:c})=>c).filter(Boolean)),l=Y(
()=>new Map(r.value.filter(({isPicked:c})=>c).map(({ref:c},m)=>[c,m+1]))),u=()=>[...l.peek().keys()],p=()=>t.get("picked")??[];function f(c){let m=u().join();r.
value=c.slice(0,de),u().join()!==m&&(s+=1,e.ask("pick",{picked:u()}).catch(n).finally(()=>{s-=1,g()}))}function g(){if(s||u().join()===p().join())return;let c=new Map(
r.peek().map(m=>[m.ref,m.entry]));r.value=p().map(m=>({ref:m,number:lr(m),isPicked:!0,entry:c.get(m)??null}))}return{chosen:r,refs:i,numbers:a,orders:l,follow:g,
has:c=>r.value.some(({ref:m,number:d})=>typeof c=="number"?d===c:m===c),set:c=>f(c.map(ir)),toggle(c){let m=r.peek().filter(({ref:d})=>!Ko(d,c));f(m.length<r.peek().
length?m:[...m,ir(c)])},drop:c=>f(r.peek().filter(({number:m})=>!c.includes(m))),clear:()=>f([])}}var ir=e=>({ref:e.ref,number:e.number,isPicked:e.pictures.length>
0,entry:e}),Ko=(e,t)=>e===t.ref||t.number>0&&lr(e)===t.number;function lr(e){let t=/^@(\d+)(\.\d+)?$/.exec(e);return t?Number(t[1]):0}function ur(e){let{line:t,model:n,say:r,inputs:s,tag:i,follows:a,show:l,open:u,changed:p}=e,f=ft("arrangement","template"),g=0,w=L(0),c=rr(t,y=>{y?d.rewind():d.
follow(),p()}),m=tr(c),d=nr(c,m),_=er(),b=ar({line:t,model:n,complain:$}),v=sr(P),A=or(r);function $(y){let T=pe(y);A.show(T.length?T:[String(y.message)],{failed:!0})}
let R={query:"",by:f.value==="time"?"time":"template"};async function h(){let{query:y,by:T}=R,K={query:c.query.peek(),by:c.arrangement.peek()};try{let N=await c.
renew(y,T,D());if(N===null)return;y||(w.value=N),v.query()===y&&v.tell(y,N)}catch(N){if(R.query!==y||y===K.query)return;Object.assign(R,K),v.refuse(pe(N),K.query)}}
function P(y){R.query=y,h()}function k(y){f.keep(y),R.by=y,h()}function D(){let{top:y,bottom:T}=d.seen.peek();return[m.groupAt(y),m.groupAt(T),d.active.peek().group]}
function O(y,T){S(y),T&&b.refs.peek().length===de&&!b.has(y.ref)?A.show([`${de} are selected; more can't be at a time.`]):T?b.toggle(y):y.pictures.length&&b.set(
[y])}function S(y){_.see([y.number]),l(y)}function H(y,T){d.go(y);let K=c.at(y);K&&(d.setAnchor(K.ref),O(K,T))}async function I(y){d.setAnchor(""),d.go(y);let T=c.
at(y)??await c.come(y);T&&c.at(d.active.peek())?.ref===T.ref&&S(T)}async function E(y,T){let K=y.group<T.group||y.group===T.group&&y.place<=T.place?1:-1,N=[],G=y,
Ne=!1;for(;G&&N.length<de&&!Ne;)N.push(G),Ne=G.group===T.group&&G.place===T.place,G=m.beside(G,K);await M(N,Ne||!G?N.length:0)}async function M(y,T){g+=1;let K=g,
N=await Promise.all(y.map(wt=>c.come(wt)));if(K!==g)return;let G=N.filter(wt=>wt!==null);if(G.length===0)return;if(b.set(G),T&&T<=de)return r(`${G.length} selec\
ted.`);let Ne=T?` of ${T.toLocaleString("en")}`:"";A.show([`${G.length}${Ne} are selected; more can't be at a time.`])}function C(y){let T=c.held(y)?.count??0,K=Array.
from({length:Math.min(T,de)},(N,G)=>G);return M(K.map(N=>({group:y,place:N})),T)}async function W(){let y=[];for(let T=0;T<c.total.peek()&&y.length<de;T+=1){await c.
come({group:T,place:0});let K=c.held(T)?.count??0;for(let N=0;N<K&&y.length<de;N+=1)y.push({group:T,place:N})}await M(y,c.count.peek())}function z(y){let T=c.spotOf(
d.anchor())??y;d.go(y);let K=c.at(y);K&&S(K),E(T,y)}function re(){b.clear(),d.focus(""),r("Nothing is selected.")}function Z(y,T){A.hide(),q(y,T).then(()=>r(Wo(
T)),$)}function q(y,T){return T.kind==="rate"?t.ask("rate",{numbers:y,rating:T.rating}):T.kind==="tag"?t.ask("tag",{numbers:y,changes:T.changes}):t.ask("annotat\
e",{number:y[0]??0,note:T.note})}function oe(y,T){let K=G=>T?.number===G?T:c.find(G);if(y.length===0)return;let N=y.every(G=>K(G)?.starred);Z(y,{kind:"tag",changes:[
N?"-starred":"starred"]})}function ge(y){A.hide();let T=y.map(N=>`@${N}`),K=d.after(T);b.drop(y),_.see(y),c.drop(T),K?(l(K),d.focus(K.ref)):v.box.current?.focus(),
t.ask("delete",{numbers:y}).then(({numbers:N})=>A.show([`${N.length} deleted`],{undo:()=>bt(N)}),N=>{h(),$(N)})}function bt(y){A.hide(),d.focus(`@${Math.max(...y)}`),
t.ask("restore",{numbers:y}).then(({numbers:T})=>{A.show([T.length===1?"1 is back":`${T.length} are back`]),T.length&&u(Math.max(...T))},$)}function Vr(y){A.show(
[`exporting ${y.length} …`]),t.ask("export",{numbers:y}).then(({words:T})=>A.show([T]),$)}function on(y,T,K){let{key:N}=y,G=y.ctrlKey||y.metaKey;if(y.altKey||
y.repeat)return!1;if(G&&N==="z")A.undo();else if(N==="Delete"||y.metaKey&&N==="Backspace")K.length&&(T.deleted?bt:ge)(K);else{if(G)return!1;if(/^[0-5]$/.test(N))
Xr(K,Number(N));else if(N==="s")oe(K,T);else if(N==="t")i(K);else if(N==="e"||N==="a")jr(N==="e"?"edit":"add",T);else if(N==="Escape"&&b.refs.peek().length)re();else
return!1}return!0}function Xr(y,T){y.length&&Z(y,{kind:"rate",rating:T})}async function jr(y,T){if(!(b.refs.peek().length>1&&b.has(T.ref)))return s(y,[T]);s(y,await sn())}
async function sn(){let y=b.chosen.peek().map(async({ref:T,number:K,entry:N})=>{let G=c.find(T)??N;return G||!K?G:(await t.ask("details",{number:K})).entry});return(await Promise.
all(y)).filter(T=>T!==null)}function Yr(y,T){let K=b.has(T.ref)?b.numbers.peek():[T.number];return on(y,T,K.filter(Boolean))}function Zr(){let y=Math.max(0,..._.
unseen.peek());_.seeAll(),y&&(u(y),d.focus(`@${y}`))}return{entries:c,shelves:m,cursor:d,arrivals:_,selection:b,search:v,outcome:A,everything:w,arrange:k,take:H,
walk:I,selectGroup:C,selectEverything:W,selected:sn,extendTo:z,lookAtNew:Zr,clear:re,mark:Z,star:oe,remove:ge,restore:bt,save:Vr,press:on,pressTile:Yr,statusChanged(y){
_.statusChanged(y,a()),h()},see:y=>_.see([y]),close(){v.close(),A.close()}}}function Wo(e){if(e.kind==="rate")return e.rating?`Rated ${e.rating} of 5.`:"The rat\
ing is taken away.";if(e.kind==="annotate")return"The note is kept.";let t=e.changes[0]??"";return t.endsWith("starred")?t.startsWith("-")?"The star is taken aw\
ay.":"Starred.":`Tags: ${e.changes.join(" ")}`}var Ft="imagegen-panel";function qt(e){try{return Number(localStorage.getItem(`${Ft}-${e}`))||0}catch{return 0}}function zt(e,t){try{t?localStorage.setItem(`${Ft}\
-${e}`,String(t)):localStorage.removeItem(`${Ft}-${e}`)}catch{}}var Uo=720,mt=420,Fo=280,ht=200,qo=16,Le=16;function cr(){let e=L("make"),t=L("picture"),n=L(""),r=L(!1),s=L(qt("height")),i=L(qt("history")),a=L({seen:1/0,own:!1}),
l=Y(()=>{let{seen:p,own:f}=a.value;return f?Math.max(Fo,p):Math.max(mt,s.value||Math.min(Uo,p-qo))}),u=Y(()=>r.value||a.value.own);return{tab:e,part:t,sheet:n,whole:r,
height:l,history:i,fills:u,show(p){e.value=p},turnTo(p){t.value=p},open(p){n.value=p},closeSheet(){n.value=""},toggleWhole(){r.value=!r.peek()},measure(p){let{seen:f,
own:g}=a.peek();(f!==p.seen||g!==p.own)&&(a.value=p)},resize(p){s.value=p&&Math.max(mt,Math.round(p)),zt("height",s.peek())},widen(p){i.value=p&&Math.max(ht,Math.
round(p)),zt("history",i.peek())}}}function pr(){let e=L({words:"",count:0});return{said:e,say(t){e.value={words:t,count:e.peek().count+1}}}}function fr({line:e,entries:t,mark:n,complain:r}){let s=L(null),i=L(null),a=L(0),l=L(""),u=L(""),p=le(),f="",g=!0,w=0,c=0,m=!1,d=!1;function _(){let k=document.
activeElement;return!!(k?.matches("input, textarea")&&p.current?.contains(k))}function b(k){let D=s.peek()?.number;D&&n([D],k)}function v(){!s.peek()||l.peek().
trim()===f.trim()||(f=l.peek(),b({kind:"annotate",note:f}))}function A(k){l.peek()===f&&(l.value=k),f=k}function $(k){c+=1;let D=s.peek(),O=D?.ref!==k.ref;!O&&D?.
status===k.status||(O&&v(),ne(()=>{O&&(l.value=f=u.value="",i.value=null),a.value=k.main,s.value=k}),R())}async function R(){d=m;let k=s.peek()?.number;if(!(m||
!k)){m=!0;try{let D=await e.ask("details",{number:k});s.peek()?.number===D.entry.number&&h(D.entry,D.details)}catch{}m=!1,d&&R()}}function h(k,D){ne(()=>{s.peek()?.
status!==k.status&&(a.value=k.main),s.value=k,i.value=D,A(D.note)})}async function P(k){g=!1;let D=t().find(k);if(D)return $(D);c+=1;let O=c;try{let{entry:S}=await e.
ask("details",{number:k});O===c&&$(S)}catch(S){r(pe(S))}}return{shown:s,details:i,position:a,note:l,newTags:u,marks:p,open:P,renew:R,markShown:b,turnTo(k){a.value=
k},writeTags(k){u.value=k},writeNote(k){l.value=k},keepNote:v,dropNote(){l.value=f},look(k){g=t().newest()?.number===k.number,$(k)},follows:()=>g,followNext(){g=
!0},follow(){if(!g||_())return;let k=t().query.peek()?null:t().newest();k&&$(k)},followNew(k){let D=w>0&&k>w;w=k,!(!D||!g||_()||!t().query.peek())&&(P(k),g=!0)},
close:v}}function dr(e,t){let n=Xn(e),r=jn(n),{said:s,say:i}=pr(),a=L({}),l=L(performance.now()),u=Date.now()/1e3,p=cr(),f=Qn({line:n,say:i,open:h=>w.open(h),sent:()=>w.
followNext()}),g=ur({line:n,model:e,say:i,inputs:d,tag:()=>w.marks.current?.querySelector("input")?.focus(),follows:()=>w.follows(),show:h=>w.look(h),open:h=>w.
open(h),changed:()=>w.follow()}),w=fr({line:n,entries:()=>g.entries,mark:(h,P)=>g.mark(h,P),complain:f.complain}),c=h=>f.complain(pe(h));function m(h,P,k=P.main){
let D=P.pictures[k];if(!D)return;let O=k===P.main?P.ref:`${P.ref}.${k+1}`;f[h]({ref:O,hash:D.hash,label:P.number?O:P.name||O})}function d(h,P){let[k,...D]=P.filter(
({pictures:O})=>O.length);k&&m(h,k);for(let O of D)m("add",O)}async function _(h,P){i(await Yn(h,t)?`${P} is copied.`:"The browser doesn't allow copying.")}let b=h=>h.
then(({text:P})=>_(P,"The cell")).catch(c);n.on("refused",({view:h,id:P,words:k})=>{h===n.view&&P===0&&f.complain(k)});function v(){let h=e.get("_status")??{};h.
total!==void 0&&(ne(()=>{a.value=h,l.value=performance.now(),f.statusChanged(h),g.statusChanged(h),w.followNew(h.newest??0)}),w.renew())}let A=()=>g.selection.follow(),
$=()=>f.show(e.get("_composer")??{}),R=ae(()=>g.see(w.shown.value?.number??0));return e.on("change:_status",v),e.on("change:picked",A),e.on("change:_composer",$),
$(),A(),v(),n.send("hello",{}),{kernel:n.state,pictures:r,said:s,status:a,statusCame:l,opened:u,unsendable:Y(()=>n.state.value==="gone"?"Nothing is sent without\
 a kernel; the prompt is kept.":""),layout:p,composer:f,viewing:w,history:g,input:m,again(h){w.followNext(),n.ask("again",{number:h.number}).then(()=>i("Asked o\
nce more."),c)},stop:h=>n.send("stop",{job:h}),waitAgain:h=>n.send("waitAgain",{job:h}),removeWaiting:()=>n.send("removeWaiting",{}),copyText:_,copyPrompt:h=>_(
h,"The prompt"),copyCell:h=>b(n.ask("cell",{number:h.number})),copyComposedCell:()=>b(n.ask("composedCell",f.composition())),close(){e.off("change:_status",v),e.
off("change:picked",A),e.off("change:_composer",$),R(),f.close(),w.close(),g.close(),r.close(),n.close()}}}var mr=_n(null),hr=mr.Provider;function x(){let e=An(mr);if(!e)throw new Error("a view outside of the panel");return e}var zo=Symbol.for("pv"),Go=0;function o(e,t,n,r,s,i){t||(t={});var a,l,u=t;if("ref"in u&&typeof e!="function")for(l in u={},t)l=="ref"?a=t[l]:u[l]=t[l];var p={type:e,props:u,key:n,ref:a,__k:null,
__:null,__b:0,__e:null,__c:null,constructor:zo,__v:--Go,__i:-1,__u:0};return(s||i)&&(p.__source=s,p.__self=i),F.vnode&&F.vnode(p),p}function B({press:e,...t}){return o("button",{type:"button",onClick:e,...t})}function Be({press:e,...t}){return o(B,{press:n=>n.detail<2&&e(n),...t})}var me={autoComplete:"\
off",autoCapitalize:"none",autoCorrect:"off",spellcheck:!1};function ee({name:e}){return o("i",{class:`icon icon-${e}`,"aria-hidden":"true"})}function he({icon:e,
name:t,hint:n=t,class:r="",...s}){return o(B,{class:`icon-only ${r}`,"aria-label":t,title:n,...s,children:o(ee,{name:e})})}function be({of:e}){return e.map((t,n)=>o(
"span",{children:t},n))}function we(e,t,n=!0){let{pictures:r}=x(),[s,i]=Ke({hash:"",url:""}),a=s.hash===e;return te(()=>{if(!n||!e||a)return;let l=!0;return r.url(e,t).then(u=>l&&i({hash:e,
url:u})),()=>{l=!1}},[e,t,n,a,r]),a&&e?s.url:null}function De(e){let[t,n]=Ke(e);return te(()=>{n(performance.now());let r=setInterval(()=>n(performance.now()),1e3);
return()=>clearInterval(r)},[e]),Math.max(0,t-e)/1e3}function gt(){let{money:e}=x().status.value;if(!e)return null;let{spent:t,budget:n}=e;return o("span",{class:"today",title:gr(e),children:["today ",o("b",{class:"\
digits",children:se(t)}),n!==null&&o(U,{children:[` of ${se(n)}`,o(Gt,{money:e,budget:n})]})]})}function Gt({money:e,budget:t}){let n=r=>`${Math.min(100,t?100*r/
t:100)}%`;return o("span",{class:"meter",role:"img","aria-label":gr(e),children:[o("i",{class:"spent",style:{width:n(e.spent)}}),o("i",{class:"held-money",style:{
width:n(e.held)}})]})}function gr({spent:e,held:t,budget:n}){return[`${se(e)} spent today`,t||n!==null?`${se(t)} held`:"",n===null?"no budget":`${se(Math.max(0,
n-e-t))} left`].filter(Boolean).join(", ")}function se(e){let t=Math.abs(e*100-Math.round(e*100))<1e-6;return e>=.1||t?`$${e.toFixed(2)}`:`$${Number(e.toPrecision(
3))}`}function vr(){let{status:e}=x(),{listed:t=[],running:n=0,waiting:r=0}=e.value.jobs??{},s=[n&&`Under way ${n}`,r&&`waiting ${r}`];return o("section",{class:"queu\
e wide-only","aria-label":"Under way, in short",children:[o("div",{class:"heading",children:s.filter(Boolean).join(" · ")||"Nothing under way"}),o("ul",{children:t.
map(i=>o(Jo,{job:i},i.id))})]})}function Jo({job:e}){let t=Vt(e);return o("li",{children:[o("span",{class:"row",children:[o("b",{class:"cut",children:e.model}),
o("span",{class:"grey digits",children:e.number?`${Math.floor(t)} s`:"waiting"}),o("span",{class:"spring"}),o(vt,{job:e,class:"link"})]}),e.number>0&&o(Jt,{job:e,
seconds:t}),o("span",{class:"row grey",children:[o("span",{class:"cut",title:e.prompt,children:e.prompt}),o("span",{class:"spring"}),o("span",{class:"digits",children:He(
e,t)})]})]})}function vt({job:e,class:t}){let{stop:n}=x();return o(B,{press:()=>n(e.id),class:t,title:e.number?"The picture is still filed when it comes; it may\
 be billed.":"Nothing was sent.",children:e.number?"Stop waiting":"Remove"})}function Jt({job:e,seconds:t}){if(!e.high)return null;let n=Math.max(e.high*1.2,t*1.05),
r=s=>`${100*s/n}%`;return o("span",{class:"time-track",role:"img","aria-label":`${Math.floor(t)} s, ${He(e,t)}`,children:[o("i",{class:"usual",style:{left:r(e.low),
width:r(e.high-e.low)}}),o("i",{class:"so-far",style:{width:r(t)}})]})}function Vt(e){return e.seconds+De(x().statusCame.value)}var Ve=(e,t)=>e.high>0&&t>e.high;
function He(e,t){return!e.high||!e.number?"":Ve(e,t)?"slower than 9 of 10":`usually ${Xt(e)} s`}function Xt(e){let[t,n]=[Math.max(1,Math.round(e.low)),Math.max(
1,Math.round(e.high))];return t===n?String(t):`${t}–${n}`}function yr(e,t){let n=e.pause-t;return n>0?`goes on in ${Math.ceil(n)} s`:""}var Vo=3,Xo={well:"",silent:"No answer from the kernel yet. If a cell runs, this waits for it; if the kernel was restarted, run the cell with %imagegen panel ag\
ain.",gone:"No kernel: run the cell with %imagegen panel again. What is shown stays; nothing can be sent."};function br(){let{kernel:e,status:t}=x(),{waits:n}=t.
value,r=e.value==="silent"&&n?"":Xo[e.value];return o("footer",{class:"foot","data-kernel":r?e.value:"well",children:[o("span",{class:"notice cut",role:"alert",
hidden:!r,title:r,children:[r&&o(ee,{name:"warning"}),r]}),!r&&n&&o("span",{class:"cut",children:[o(ee,{name:"paused"})," a cell runs: what you ask is sent afte\
r it"]}),!r&&o(jo,{}),o("span",{class:"spring"}),o(Qo,{})]})}function jo(){let{layout:e,status:t,statusCame:n}=x(),r=De(n.value),{listed:s=[],running:i=0,waiting:a=0}=t.
value.jobs??{};if(!i&&!a)return o(_r,{});let l=s.filter(({number:p})=>p).slice(0,Vo),u=l.map(p=>Yo(p,p.seconds+r));return i>l.length&&l.length&&u.push(`${i-l.length}\
 more`),a&&u.push(`${a} waiting`),o(U,{children:[o("span",{class:"narrow-only cut under-way",title:u.join(" · "),children:[o(ee,{name:"clock"})," ",o("b",{children:`${i}\
 under way`}),o("span",{class:"digits",children:u.map(p=>` · ${p}`).join("")})]}),o(B,{press:()=>e.show("jobs"),class:"link narrow-only",children:"Stop waiting\
 …"}),o("span",{class:"wide-only cut",children:o(_r,{})})]})}function Yo(e,t){let n=He(e,t),r=n&&(Ve(e,t)?`, ${n}`:` of ${n}`);return`${e.model} ${Math.floor(
t)} s${r}`}function _r(){let{status:e,opened:t}=x(),{ended:n=[],running:r=0}=e.value.jobs??{},s=n.find(({at:l})=>l>t);if(!s)return r?null:o("span",{class:"cut",
children:"Nothing under way"});let i=s.how==="failed",a=Zo(s);return o("span",{class:i?"cut failed":"cut",title:a,children:[o(ee,{name:i?"warning":"check"})," ",
a]})}function Zo({number:e,how:t,words:n,seconds:r,cost:s}){let i=e?`@${e}`:"It";if(t==="failed")return`${i} failed: ${n}`;if(t==="stopped")return`${i} was stop\
ped`;let a=r>=1?` after ${Math.round(r)} s`:"";return[`${i} came${a}`,s?se(s):""].filter(Boolean).join(" · ")}function Qo(){let{shown:e,element:t,undo:n}=x().history.
outcome,r=e.value;if(!r)return null;let s=r.lines.join(" ");return o("span",{ref:t,class:r.failed?"outcome failed":"outcome",children:[o("span",{class:"cut",title:s,
children:s}),r.undo&&o(U,{children:[o(B,{press:n,class:"link",children:"Undo"}),o("kbd",{class:"roomy",children:"Ctrl Z"})]})]})}function wr(){let{height:e,resize:t,fills:n}=x().layout,r=J({y:0,height:0});function s(l){let u={ArrowUp:-Le,ArrowDown:Le}[l.key]??0;u&&(l.preventDefault(),t(e.
peek()+u))}function i(l){r.current={y:l.clientY,height:e.peek()},l.currentTarget.setPointerCapture(l.pointerId)}function a(l){l.currentTarget.hasPointerCapture(
l.pointerId)&&t(r.current.height+l.clientY-r.current.y)}return n.value?null:o("div",{class:"handle",role:"separator",tabIndex:0,"aria-orientation":"horizontal",
"aria-label":"Height of the panel","aria-valuenow":e.value,"aria-valuemin":mt,title:"Drag, or ↑ and ↓; a double-click brings its own height back",onKeyDown:s,
onPointerDown:i,onPointerMove:a,onDblClick:()=>t(0)})}var xe=[["make","Make"],["jobs","Jobs"]];function kr({id:e}){let{layout:t}=x();return o("header",{children:[o("b",{children:"imagegen"}),o(es,{id:e}),o("span",{
class:"spring"}),o("span",{class:"roomy from",children:[o(jt,{}),o(gt,{})]}),o("span",{class:"roomy",children:[o(he,{icon:"keys",name:"Keys",hint:"Keys (?)",class:"\
small",press:()=>t.open("keys")}),o(Yt,{})]}),o(he,{icon:"more",name:"More views, keys",class:"small tight-only",press:()=>t.open("more")})]})}function es({id:e}){
let{layout:t,status:n}=x(),r=J(null),{running:s=0,waiting:i=0}=n.value.jobs??{},a=s+i;function l(u){let p=xe.findIndex(([w])=>w===t.tab.peek()),f={ArrowRight:(p+
1)%xe.length,ArrowLeft:(p+xe.length-1)%xe.length,Home:0,End:xe.length-1}[u.key],[g]=xe[f??-1]??[];g&&(u.preventDefault(),t.show(g),r.current?.querySelectorAll("\
button")[f??0]?.focus())}return o("div",{class:"tabs",role:"tablist","aria-label":"Views",ref:r,onKeyDown:l,children:xe.map(([u,p])=>{let f=t.tab.value===u,g=u===
"jobs"&&a>0;return o(B,{press:()=>t.show(u),role:"tab",id:`${e}-tab-${u}`,"aria-controls":`${e}-view-${u}`,"aria-selected":f,"aria-describedby":g?`${e}-count`:void 0,
tabIndex:f?0:-1,children:[p,g&&o(U,{children:[o("span",{class:"count","aria-hidden":"true",children:a}),o("span",{id:`${e}-count`,hidden:!0,children:`${a} under\
 way or waiting`})]})]},u)})})}function jt(){let{gateway:e="",sketches:t}=x().status.value;return o("span",{class:"where cut",children:t?"offline sketches":e})}
function Yt(){let{layout:e}=x(),t=e.whole.value;return o(he,{icon:t?"not-whole-window":"whole-window",name:"The whole window",hint:t?"Back into the page (f or E\
sc)":"The whole window (f)",class:"small","aria-pressed":t,press:e.toggleWhole})}function Er(){let{status:e,layout:t}=x(),{jobs:n,atOnce:r=0}=e.value;if(t.tab.value!=="jobs"||!n)return null;let{listed:s,running:i,waiting:a,ended:l,trouble:u,
unsent:p}=n;return o("div",{class:"jobs",children:[u.length>0&&o(ts,{lines:u,unsent:p}),o(ns,{}),o("section",{"aria-label":"Under way",children:[o("div",{class:"\
title",children:[o("span",{class:"heading",children:`Under way ${i}`}),o("span",{class:"grey",children:`at most ${r} at a time`})]}),o("ol",{children:s.filter(({
number:f})=>f).map(f=>o(rs,{job:f},f.id))})]}),a>0&&o(os,{jobs:s.filter(({number:f})=>!f),count:a}),l.length>0&&o(is,{jobs:l}),o("p",{class:"grey",children:"The\
 usual time goes from the median to the slowest tenth of your own calls; below five calls none is shown."})]})}function ts({lines:e,unsent:t}){return o("div",{class:"\
alert",role:"alert",children:[o(be,{of:e}),t>0&&o("span",{children:t===1?"1 was not sent.":`${t} were not sent.`})]})}function ns(){let{status:e,layout:t}=x(),{
money:n}=e.value;if(!n)return null;let{spent:r,held:s,budget:i,paid:a,holding:l}=n,u=i===null?0:Math.max(0,i-r-s);return o("section",{class:"budget","aria-label":"\
Budget",children:[o("div",{class:"row",children:[o("span",{children:[o("b",{class:"digits large",children:se(r)}),i===null?" today":` of ${se(i)} today`,i!==null&&
o("span",{class:"grey roomy",children:" · begins anew at midnight"})]}),o("span",{class:"spring"}),o(B,{press:()=>t.open("budget"),class:"small",children:i===null?
"Set a budget …":"Change the budget …"})]}),i!==null&&o(Gt,{money:n,budget:i}),o("p",{class:"legend grey",children:[o("span",{children:[o("i",{class:"spent"}),
`${se(r)} spent, ${Sr(a,"picture")}`]}),(s>0||i!==null)&&o("span",{children:[o("i",{class:"held-money"}),`${se(s)} held for ${Sr(l,"call")}`]}),i!==null&&o("spa\
n",{children:[o("i",{}),`${se(u)} left`]})]})]})}function rs({job:e}){let t=Vt(e),n=t-e.seconds,r=He(e,t),s=yr(e,n);return o("li",{class:"job",children:[o(Zt,{hash:e.
input}),o(xr,{job:e}),o("span",{class:"state",children:[o("span",{class:"digits",children:`${Math.floor(t)} s`})," ",s?o(U,{children:[o(ee,{name:"paused"})," th\
e gateway asked to wait",o("span",{class:"below grey digits",children:s})]}):o(U,{children:[o("span",{class:Ve(e,t)?"slow":"grey digits",children:r}),o(Jt,{job:e,
seconds:t})]})]}),o(vt,{job:e,class:"small"})]})}function os({jobs:e,count:t}){let{removeWaiting:n}=x();return o("section",{"aria-label":"Waiting",children:[o("\
div",{class:"title",children:[o("span",{class:"heading",children:`Waiting ${t}`}),o("span",{class:"grey",children:"not sent: removing is free"}),o("span",{class:"\
spring"}),o(B,{press:n,class:"small",children:`Remove all ${t}, free`})]}),o("ol",{children:e.map((r,s)=>o("li",{class:"job",children:[o(Zt,{hash:r.input}),o(xr,
{job:r}),o("span",{class:"state grey",children:s===0?"next":"after that"}),o(vt,{job:r,class:"small"})]},r.id))}),t>e.length&&o("p",{class:"grey",children:`and ${t-
e.length} more`})]})}function xr({job:e}){let t=[e.model,e.source&&`from ${e.source}`,e.origin];return o(Tr,{title:e.prompt,facts:t})}function Tr({title:e,facts:t}){
return o("span",{class:"words-of-job",children:[o("b",{class:"cut",title:e,children:e}),o("span",{class:"cut grey",children:t.filter(Boolean).join(" · ")})]})}
var ss=[["done","done"],["failed","failed"],["stopped","stopped"],["left","not waited for"]];function is({jobs:e}){let t=ss.map(([n,r])=>{let s=e.filter(i=>i.how===
n).length;return s?`${s} ${r}`:""});return o("section",{"aria-label":"Ended",children:[o("div",{class:"title",children:[o("span",{class:"heading",children:"Late\
ly"}),o("span",{class:"grey",children:t.filter(Boolean).join(" · ")}),o("span",{class:"spring"}),o("code",{class:"grey roomy",children:"%imagegen spend"})]}),o(
"ol",{children:e.map(n=>o(as,{job:n},`${n.id} ${n.number} ${n.at}`))})]})}function as({job:e}){let{viewing:t,layout:n,again:r,waitAgain:s}=x(),i=`${e.number?`@${e.
number} `:""}${e.prompt}`,a=e.at?new Date(e.at*1e3).toLocaleTimeString([],ls):"";function l(){t.open(e.number),n.turnTo("picture"),n.show("make")}return o("li",
{class:"job",children:[o(Zt,{hash:e.hash}),o(Tr,{title:i,facts:[e.model,a]}),o("span",{class:"state",children:o(us,{job:e})}),e.how==="left"&&o(B,{press:()=>s(e.
id),class:"small",children:"Wait again"}),e.how==="done"&&o(B,{press:l,class:"small",children:"Show"}),(e.how==="failed"||e.how==="stopped")&&e.number>0&&o(Be,{
press:()=>r(e),class:"small",title:"Another take: a new call",children:"Again"})]})}var ls={hour:"2-digit",minute:"2-digit"};function us({job:e}){let t=e.seconds>=
1?`${Math.round(e.seconds)} s`:"";return e.how==="done"?o(U,{children:[o("span",{class:"digits",children:[t,e.cost?se(e.cost):""].filter(Boolean).join(" · ")}),
" ",o("span",{class:"good",children:[o(ee,{name:"check"})," done"]})]}):e.how==="failed"?o("span",{class:"failed two-lines",title:e.words,children:[o(ee,{name:"\
warning"})," ",e.words]}):o(U,{children:[o("span",{class:"slow",children:[o(ee,{name:"stopped"})," ",`stopped${t?` after ${t}`:""}`]})," ",o("span",{class:"grey",
children:e.how==="left"?"may be billed; filed when it comes":"may be billed"})]})}function Zt({hash:e}){let t=we(e,"tile");return t?o("img",{src:t,alt:"",width:40,
height:40}):o("span",{class:"none",children:o(ee,{name:"picture"})})}function Sr(e,t){return`${e} ${t}${e===1?"":"s"}`}var Mr=200;function $r(){let{composer:e,copyComposedCell:t,unsendable:n}=x(),{fine:r}=e.plan.value,s=n.value||e.plan.value.words;return o("section",{class:"comp\
oser","aria-label":"Composer",ref:e.form,children:[o("div",{class:"heading",children:"Inputs"}),o(cs,{}),o(fs,{}),o(ds,{}),o(ms,{}),o("p",{class:r?"plan":"plan \
failed",hidden:!s,children:s}),o("p",{class:"alert",role:"alert",hidden:e.complaint.value.length===0,children:o(be,{of:e.complaint.value})}),o("div",{class:"act\
ions",children:[o(Be,{press:e.generate,class:"primary",disabled:!!n.value,children:"Generate"}),o(B,{press:t,children:"Copy cell"})]})]})}function cs(){let{composer:e}=x(),
t=J(null),n=J(null),r=J(null),s=J(-1),i=e.inputs.value;te(()=>{s.current<0||((t.current?.querySelectorAll("button")[s.current]??n.current)?.focus(),s.current=-1)});
function a(p){s.current=p,e.remove(p)}function l(p,f){let g={ArrowLeft:-1,ArrowRight:1}[p.key]??0;!p.altKey||!g||!e.move(f,g)||(p.preventDefault(),s.current=f+g)}
function u(p){e.take({files:[...p.files??[]],folder:!1}),p.value=""}return o("div",{class:"strip",children:[o("ol",{class:"inputs","aria-label":"Inputs",ref:t,hidden:i.
length===0,children:i.map((p,f)=>o(ps,{input:p,place:f,remove:()=>a(f),press:g=>l(g,f)},p.ref))}),o(B,{ref:n,press:()=>r.current?.click(),class:e.hovered.value?
"drop over":"drop",children:e.sending.value?`sending ${e.sending.value} …`:"drop, paste or pick a picture"}),o("input",{ref:r,type:"file",multiple:!0,hidden:!0,
accept:"image/*",onChange:p=>u(p.currentTarget)})]})}function ps({input:e,place:t,remove:n,press:r}){let{composer:s}=x(),i=we(e.hash,"tile");function a(l){l.preventDefault(),
l.stopPropagation(),l.dataTransfer&&s.take(ct(l.dataTransfer),t)}return o("li",{title:`image ${t+1}: ${e.label}. Drop a picture here to replace it.`,onDrop:a,children:[
o("img",{alt:e.label,width:56,height:56,src:i||void 0},e.hash),o("span",{class:"order",children:t+1}),o(B,{press:n,onKeyDown:r,"aria-label":`Remove input ${t+1}`,
title:"Remove (Alt+← and Alt+→ move it)",children:"×"})]})}function fs(){let{offer:e,takeOffer:t,hideOffer:n}=x().composer,r=e.value,s=r&&r.prompt.length>Mr?
`${r.prompt.slice(0,Mr)} …`:r?.prompt;return o("p",{class:"found-words",role:"status",hidden:!r,children:r&&o(U,{children:[o("span",{children:`${r.name} has a\
 prompt in it (${r.by}): ${s}`}),o(B,{press:t,children:"Use its prompt"}),o(B,{press:n,"aria-label":"Hide the file's prompt",children:"×"})]})})}function ds(){
let{composer:e}=x(),t=ue(ce,[]);function n(r){r.key!=="Enter"||!(r.shiftKey||r.ctrlKey||r.metaKey)||(r.preventDefault(),r.repeat||e.generate())}return o(U,{children:[
o("div",{class:"heading",children:o("label",{for:t,children:"Prompt"})}),o("textarea",{ref:e.box,id:t,rows:4,...me,value:e.template.value,onInput:r=>e.write(r.currentTarget.
value),onKeyDown:n})]})}function ms(){let{composer:e,status:t}=x(),{model:n,models:r=[],aspects:s=[]}=t.value,[i,a,l]=ue(()=>[ce(),ce(),ce()],[]);return o("div",
{class:"options",children:[o("label",{for:i,children:"model"}),o("input",{id:i,type:"text",size:11,list:a,placeholder:n??"",...me,value:e.model.value,onInput:u=>e.
setModel(u.currentTarget.value),onChange:e.tell}),o("datalist",{id:a,children:r.map(u=>o("option",{value:u},u))}),o("label",{for:l,children:"aspect"}),o("select",
{id:l,value:e.aspect.value,onChange:u=>e.setAspect(u.currentTarget.value),children:[o("option",{value:"",children:"auto"}),s.map(u=>o("option",{value:u,children:u},
u))]})]})}function Cr(){let{history:e,widen:t}=x().layout,n=J(null),r=J({x:0,width:0}),s=()=>({width:n.current?.parentElement?.offsetWidth??0,most:(n.current?.closest(".m\
ake")?.offsetWidth??0)/2}),i=p=>t(Math.min(p,s().most));function a(p){let f={ArrowLeft:Le,ArrowRight:-Le}[p.key]??0;f&&(p.preventDefault(),i(s().width+f))}function l(p){
r.current={x:p.clientX,width:s().width},p.currentTarget.setPointerCapture(p.pointerId)}function u(p){p.currentTarget.hasPointerCapture(p.pointerId)&&i(r.current.
width-p.clientX+r.current.x)}return o("div",{ref:n,class:"divider",role:"separator",tabIndex:0,"aria-orientation":"vertical","aria-label":"Width of the history",
"aria-valuenow":e.value||ht,"aria-valuemin":ht,title:"Drag, or ← and →; a double-click brings its own width back",onKeyDown:a,onPointerDown:l,onPointerMove:u,
onDblClick:()=>t(0)})}function Ar(){let{history:e}=x(),t=e.selection.numbers.value;if(t.length<2)return null;e.entries.version.value;let n=t.every(r=>e.entries.find(r)?.deleted);return o(
"div",{class:"bar",role:"group","aria-label":"Selected",children:[o("b",{children:`${t.length} selected`}),o(B,{press:()=>e.star(t),children:"Star"}),o(hs,{}),n?
o(B,{press:()=>e.restore(t),children:"Restore"}):o(B,{press:()=>e.remove(t),children:"Delete"}),o(B,{press:()=>e.save(t),children:"Export"}),o(B,{press:e.clear,
children:"Clear"})]})}function hs(){let{history:e}=x(),t=ut(!1),n=ut(""),r=J(null),s=J(null),i=J(!1),a=t.value;te(()=>{a?r.current?.focus():i.current&&s.current?.
focus(),i.current=a},[a]);function l(p){n.value="",t.value=p}function u(p){let f=n.peek().split(/\s+/).filter(Boolean);if(p.key==="Escape")l(!1);else if(p.key===
"Enter"&&f.length)e.mark(e.selection.numbers.peek(),{kind:"tag",changes:f}),l(!1);else return;p.preventDefault()}return o(U,{children:[o(B,{ref:s,press:()=>l(!a),
"aria-expanded":a,children:"Tag"}),a&&o("span",{class:"tagging",children:o("input",{ref:r,type:"text","aria-label":"Tags for the selected",placeholder:"word, or\
 -word",enterKeyHint:"done",...me,value:n.value,onInput:p=>n.value=p.currentTarget.value,onKeyDown:u})})]})}var gs=new Map([["sent","under way"],["unknown","unknown: may have been billed"],["failed","failed"]]),vs=44;function Lr(e){let{entry:t,group:n,place:r,count:s,
x:i,y:a,side:l,isSeen:u,isActive:p,isShown:f,isSelected:g}=e,{history:w}=x(),{active:c,stand:m}=w.cursor,d={group:n,place:r},_=["tile",Br(t),f&&"shown",t?.deleted&&
"deleted",l<vs&&"small"],b=()=>c.peek().group!==n||c.peek().place!==r;function v(A){A.shiftKey?w.extendTo(d):w.take(d,A.ctrlKey||A.metaKey)}return o("div",{role:"\
option",class:_.filter(Boolean).join(" "),style:`transform: translate(${i}px, ${a}px); width: ${l}px; height: ${l}px`,tabIndex:p?0:-1,"aria-selected":g,"aria-se\
tsize":s,"aria-posinset":r+1,"aria-label":t?Pr(t):"loading",title:t?Pr(t):void 0,onClick:v,onFocusIn:()=>b()&&m(d),children:[t&&o(ys,{entry:t,isSeen:u}),e.order>
0&&o("span",{class:"order",children:e.order}),t?.starred&&o("span",{class:"star",children:o(ee,{name:"star-full"})})]})}function ys({entry:e,isSeen:t}){let n=Br(
e);return n==="running"?o(bs,{entry:e}):n===""?o(_s,{entry:e,isSeen:t}):o(U,{children:[o("b",{children:[o(ee,{name:"warning"})," ",e.ref]}),o("span",{class:"wor\
ds",children:e.words||"may have been billed"})]})}function _s({entry:e,isSeen:t}){let n=e.pictures[e.main]?.hash??"",r=we(n,"tile",t);return o(U,{children:[r===
""?o("span",{class:"words",children:"The file is gone."}):o("img",{alt:"",draggable:!1,src:r||void 0},n),o("span",{class:"number cut",children:e.number?e.ref:e.
name||e.ref})]})}function bs({entry:e}){let{status:t}=x(),n=e.age+De(e.received),r=t.value.jobs?.listed.find(({number:s})=>s===e.number);return o(U,{children:[o(
"span",{children:e.ref}),o("b",{class:"digits",children:`${Math.floor(n)} s`}),o("span",{class:"digits",children:r?.high?Xt(r):""})]})}function Br(e){return!e||
e.pictures.length?"":e.status==="sent"?"running":"failed"}function Pr(e){if(!e.number)return`${e.name||e.ref}, photograph`;let t=gs.get(e.status),n=[t?`${t}${e.
error[0]?`: ${e.error[0]}`:""}`:"",e.starred?"starred":"",e.rating?`rated ${e.rating} of 5`:"",e.deleted?"deleted":""].filter(Boolean);return`${[`@${e.number} ${e.
model}`,...n].join(", ")}: ${e.prompt}`}var yt=160;function Hr(){let{history:e}=x(),{entries:t,cursor:n,shelves:r,search:s}=e;t.version.value;let i=t.total.value,{top:a,bottom:l}=n.seen.value,u=r.tops.
value,p=n.active.value,f=`${u[i]??0}px`,g=r.groupAt(Math.max(0,a-yt)),w=Math.min(i-1,r.groupAt(l+yt)),c=Array.from({length:w-g+1},(b,v)=>g+v),m=[...new Set([...c,
p.group])].filter(b=>b<i);m.sort((b,v)=>b-v);let d=Ps(),_=Ss();return ws(),ks(),o("div",{class:d.length?"pictures railed":"pictures",children:[i===0&&!t.query.value&&
!s.found.value.query&&o("p",{class:"none",children:"Nothing was made yet. What cells make appears here, too."}),o("div",{ref:n.list,class:"gallery",hidden:i===0,
onScroll:n.measure,children:[o("div",{class:"headings",style:{height:f},children:m.map(b=>o(Es,{group:b},t.group(b)?.key??b))}),o("div",{class:"space",style:{height:f},
role:"listbox","aria-label":"Pictures","aria-multiselectable":"true",tabIndex:-1,onKeyDown:_,children:m.map(b=>o($s,{group:b,top:a,bottom:l},t.held(b)?.key??b))})]}),
d.length>0&&o(Ls,{marks:d})]})}function ws(){let{cursor:e}=x().history,t=e.focusings.value,n=J(t),r=e.list.current?.querySelector(".space")?.matches(":focus-wit\
hin");te(()=>{let s=t!==n.current;n.current=t,s&&e.reveal();let i=e.list.current?.querySelector("[role=option][tabindex='0']");(s||r)&&i&&i!==document.activeElement&&
i.focus({preventScroll:!0})})}function ks(){let{cursor:e,shelves:t,entries:n}=x().history,r=t.tops.value,s=e.focusings.value;te(()=>{e.settle(),e.measure()},[r,
s,n.version.value]),te(()=>{let i=new ResizeObserver(e.measure);return e.list.current&&i.observe(e.list.current),()=>i.disconnect()},[e])}function Ss(){let{history:e}=x(),
{entries:t,cursor:n,shelves:r}=e;function s(a,l,u){let p=a;for(let f=0;f<u;f+=1)p=l(p)??p;return p}function i(a){let l=n.active.peek(),{clientHeight:u=0}=n.list.
current??{},p=Math.max(1,Math.floor(u/r.side.peek())-1),f=t.total.peek()-1;switch(a){case"ArrowLeft":return r.beside(l,-1)??l;case"ArrowRight":return r.beside(l,
1)??l;case"ArrowUp":return r.below(l,-1)??l;case"ArrowDown":return r.below(l,1)??l;case"PageUp":return s(l,g=>r.below(g,-1),p);case"PageDown":return s(l,g=>r.below(
g,1),p);case"Home":return{group:0,place:0};case"End":return{group:f,place:r.shown(f)-1};default:return null}}return a=>{let l=n.active.peek(),u=a.ctrlKey||a.metaKey,
p=a.altKey?null:i(a.key),f=t.at(l);if(p)a.shiftKey?e.extendTo(p):e.walk(p);else if(a.key==="Enter"||a.key===" ")a.shiftKey?e.extendTo(l):e.take(l,u||a.key===" ");else if(u&&
a.key==="a")e.selectEverything();else if(!f||!e.pressTile(a,f))return;a.preventDefault()}}function Es({group:e}){let{history:t}=x(),{entries:n,shelves:r,cursor:s}=t,
i=n.held(e),a=r.topOf(e),l=r.topOf(e+1)-a-Ut,u=s.active.value.group===e,p=r.isFolded(e);if(!i)return null;let f=i.count===1?"1 picture":`${i.count.toLocaleString(
"en")} pictures`;function g(c){let m={ArrowUp:-1,ArrowDown:1}[c.key],d={ArrowLeft:0,ArrowRight:1}[c.key];if(m)w(c.currentTarget,m);else if(d!==void 0)c.currentTarget.
querySelectorAll("button")[d]?.focus();else return;c.preventDefault()}function w(c,m){let d=[...s.list.current?.querySelectorAll(".group")??[]],_=d[d.indexOf(c)+
m]?.querySelector("button");_?.scrollIntoView({block:"nearest"}),_?.focus()}return o("div",{style:{top:`${a}px`,height:`${l}px`},children:o("div",{class:"group",
role:"toolbar","aria-label":i.title,style:{height:`${_e}px`},onKeyDown:g,children:[o("button",{type:"button",class:"title",tabIndex:u?0:-1,"aria-expanded":!p,title:i.
title,onClick:()=>r.fold(i.key,!p),children:[o(ee,{name:p?"right":"down"}),o("span",{class:"cut",children:i.title||"without words"})]}),o("button",{type:"button",
class:"many digits",tabIndex:-1,"aria-label":`Select all: ${f}`,title:"Select all of them",onClick:()=>t.selectGroup(e),children:i.count.toLocaleString("en")}),
o("span",{class:"when digits",children:xs(i,n.arrangement.value==="time")})]})})}function xs({age:e,received:t},n){if(n)return"";let r=new Date(Date.now()-e*1e3-
(performance.now()-t)),s=Math.round((Dr(new Date)-Dr(r))/864e5),i=l=>String(l).padStart(2,"0");if(s<=0)return`${i(r.getHours())}:${i(r.getMinutes())}`;if(s===1)
return"yesterday";if(s<7)return`${Ts[r.getDay()]} ${r.getDate()}`;let a=Ms[r.getMonth()]??"";return r.getFullYear()===new Date().getFullYear()?`${r.getDate()} ${a}`:
`${a} ${r.getFullYear()}`}var Dr=e=>new Date(e.getFullYear(),e.getMonth(),e.getDate()).getTime(),Ts=["Sun","Mon","Tue","Wed","Thu","Fri","Sat"],Ms="Jan Feb Mar \
Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");function $s({group:e,top:t,bottom:n}){let{history:r,viewing:s}=x(),{entries:i,shelves:a,cursor:l,selection:u}=r,
p=i.held(e),f=s.shown.value?.ref,g=l.active.value,[w,c]=a.between(e,t-yt,n+yt),[m,d]=a.between(e,t,n),_=new Set(Array.from({length:Math.max(0,c-w)},(v,A)=>w+A));
g.group===e&&g.place<a.shown(e)&&_.add(g.place);let b=[..._].sort((v,A)=>v-A);return o("div",{role:"group","aria-label":p?`${p.title}, ${p.count}`:"loading",children:b.
map(v=>{let A={group:e,place:v},$=i.at(A),R=$?.ref??"",{x:h,y:P,side:k}=a.box(A);return o(Lr,{entry:$,group:e,place:v,count:p?.count??1,x:h,y:P,side:k,isSeen:v>=
m&&v<d,isActive:e===g.group&&v===g.place,isShown:$!==null&&R===f,isSelected:$!==null&&(u.has(R)||u.has($.number)),order:u.orders.value.get(R)??0},R||`at ${v}`)})})}
var Cs=/^[A-Z][a-z]+ \d{4}$/,As=16;function Ps(){let{entries:e}=x().history;if(e.arrangement.value!=="time")return[];let t=[];for(let r=0;r<e.total.value;r+=1){
let s=e.group(r)?.title??"",[i="",a=""]=s.split(" "),l=t.at(-1)?.title.endsWith(a)===!1;Cs.test(s)&&t.push({group:r,title:s,words:l?a:i.slice(0,3)})}if(t.length<
2)return[];let n=t.filter(({words:r})=>/^\d/.test(r));return t.length>As?[...t.slice(0,1),...n]:t}function Ls({marks:e}){let{cursor:t}=x().history;function n(r){
let s={ArrowUp:-1,ArrowDown:1}[r.key];if(!s)return;let i=[...r.currentTarget.querySelectorAll("button")];i[i.indexOf(document.activeElement)+s]?.focus(),r.preventDefault()}
return o("nav",{class:"months","aria-label":"Months",onKeyDown:n,children:e.map(({group:r,title:s,words:i},a)=>o("button",{type:"button",tabIndex:a===0?0:-1,"ar\
ia-label":s,title:s,onClick:()=>t.scrollTo(r),children:i},s))})}var Ds="Words, is:starred, is:failed, is:deleted, rating:4, tag:night, model:gpt, name:frog, input:@12, since:7d, until:2026-11-01, before:2026-11, month:2026-1\
0. Esc clears.";function Nr(){let{search:e,everything:t,arrivals:n,lookAtNew:r}=x().history,{box:s,text:i,found:a,refusal:l}=e,u=t.value,p=n.count.value,f=ue(ce,
[]),{query:g,count:w}=a.value,c=l.value.length>0;function m(d){if(d.key==="Enter")e.ask();else if(d.key==="Escape"&&i.peek())e.clear();else return;d.preventDefault()}
return o("div",{class:"search",children:[o(ee,{name:"search"}),o("input",{ref:s,type:"search",placeholder:u===1?"Search 1 picture":`Search ${u.toLocaleString("e\
n")} pictures`,"aria-label":"Search history","aria-describedby":f,"aria-invalid":c||void 0,maxLength:1e3,enterKeyHint:"search",...me,value:i.value,onInput:d=>e.
type(d.currentTarget.value),onKeyDown:m}),o("p",{class:"found",role:"status",children:g?w===0?"Nothing found":`${w.toLocaleString("en")} found`:""}),p>0&&o(B,{press:r,
class:"link new",title:"Look at the newest",children:`${p} new`}),o("p",{class:"hint",id:f,children:Ds}),o("p",{class:"alert",role:"alert",hidden:!c,children:o(
be,{of:l.value})})]})}function Ir(){let{search:e}=x().history,{query:t,count:n}=e.found.value;return!t||n>0?null:o("p",{class:"none",children:[`Nothing found fo\
r “${t}”. `,o(B,{press:e.clear,class:"link",children:"Clear search"})]})}function Or(){return o("section",{class:"history","aria-label":"History",children:[o("div",{class:"finder",children:[o(Nr,{}),o(Hs,{})]}),o(Ar,{}),o(Ir,{}),o(Hr,
{})]})}function Hs(){let{history:e}=x(),{search:t,shelves:n,entries:r}=e,s=r.arrangement.value;return o("div",{class:"row",children:[o("div",{class:"segment",role:"\
group","aria-label":"Grouped by",children:[o(B,{press:()=>e.arrange("template"),class:"small","aria-pressed":s==="template",children:"Template"}),o(B,{press:()=>e.
arrange("time"),class:"small","aria-pressed":s==="time",children:"Time"})]}),o(he,{icon:"star",name:"Starred only",class:"small","aria-pressed":t.has("is:starre\
d"),press:()=>t.toggle("is:starred")}),o(he,{icon:"warning",name:"Failed only",class:"small","aria-pressed":t.has("is:failed"),press:()=>t.toggle("is:failed")}),
o("span",{class:"spring"}),o("input",{class:"sizes",type:"range","aria-label":"Size of the thumbnails",title:"Size of the thumbnails",min:Pe.least,max:Pe.most,value:n.
size.value,onInput:i=>n.resize(i.currentTarget.valueAsNumber)})]})}function Rr({entry:e}){let{details:t,position:n}=x().viewing,r=Ns(e,t.value,n.value).filter(([,s])=>s);return o("details",{class:"facts",children:[o("summary",{
children:"Details"}),o("dl",{children:r.map(([s,i])=>o(U,{children:[o("dt",{children:s}),o("dd",{children:i})]},s))})]})}function Ns(e,t,n){let r=e.pictures[n],
s=e.servedBy&&e.servedBy!==e.model?`, answered by ${e.servedBy}`:"";return[["Template",t?.template??""],["Model",e.model+s],["Gateway",t?.gateway??""],["Picture",
r?`${r.width} × ${r.height} ${r.type.toUpperCase()}, ${Is(r.size)}`:""],["Time",e.seconds?`${e.seconds} s`:""],["Cost",e.cost===null?"not reported":Qt(e.cost)],
["Take",String(e.take)],["Aspect",e.aspect],["Size",t?.size??""],["More",t?.extra??""],["Inputs",e.inputs.map(({name:i})=>i).join(", ")],["Created",t?Os(t.created):
""],["Variable",e.name],["Notebook",t?.notebook??""]]}var Qt=e=>`$${Number(e.toPrecision(3))}`;function Is(e){return e<1e6?`${Math.max(1,Math.round(e/1e3))} KB`:
`${(e/1e6).toFixed(1)} MB`}function Os(e){let t=new Date(e);return Number.isNaN(t.getTime())?e:t.toLocaleString()}function Wr({number:e}){let{viewing:t,history:n}=x(),r=t.details.value,s=r?.steps??[],i=r?.children??[];return!r||s.length<2&&i.length===0?null:o("div",{class:"\
lineage",children:[s.length>1&&o("p",{class:"parents",children:["from ",!r.whole&&o(en,{children:"…"}),s.flatMap((a,l)=>[l>0&&o(en,{children:"→"},`to ${l}`),
...a.flatMap((u,p)=>[p>0&&o(en,{children:"+"},`and ${l} ${p}`),o(Kr,{node:u,isShown:l===s.length-1},`${l} ${p}`)])])]}),i.length>0&&o("p",{class:"children",children:[
"became ",i.map(a=>o(Kr,{node:a},a.number)),r.more>0&&o(B,{press:()=>n.search.write(`input:@${e}`),class:"link",children:`${r.more} more`})]})]})}var en=({children:e})=>o(
"span",{class:"sign",children:e});function Kr({node:e,isShown:t=!1}){let{viewing:n}=x(),r=we(e.hash,"tile"),s=o(U,{children:[e.hash&&o("img",{alt:"",width:28,height:28,
src:r||void 0},e.hash),o("span",{children:e.name})]});return t?o("span",{class:"crumb","aria-current":"true",children:s}):e.number?o(B,{press:()=>n.open(e.number),
class:"crumb",children:s}):o("span",{class:"crumb",children:s})}var tn="starred",Rs=Array.from({length:5},(e,t)=>t+1);function Ur({entry:e}){let{marks:t,markShown:n}=x().viewing;return o("div",{class:"marks",ref:t,children:[
o("div",{class:"row",children:[o(B,{press:()=>n({kind:"tag",changes:[e.starred?`-${tn}`:tn]}),class:"star",title:"Star (s)","aria-pressed":e.starred,children:[o(
"span",{"aria-hidden":"true",children:e.starred?"★":"☆"})," Star"]}),o(Ks,{rating:e.rating}),o(Ws,{})]}),o(Us,{})]})}function Ks({rating:e}){let{markShown:t}=x().
viewing,n=J(null),r=i=>t({kind:"rate",rating:i});function s(i){let a={ArrowLeft:-1,ArrowDown:-1,ArrowRight:1,ArrowUp:1}[i.key]??0;if(!a)return;i.preventDefault();
let l=Math.min(5,Math.max(1,e+a));n.current?.querySelectorAll("button")[l-1]?.focus(),r(l)}return o("div",{class:"rating",role:"radiogroup","aria-label":"Rating",
ref:n,onKeyDown:s,children:Rs.map(i=>o(B,{press:()=>r(i===e?0:i),role:"radio","aria-label":`${i} of ${5}`,"aria-checked":i===e,title:`Rate ${i} of ${5} (${i}; 0\
 clears)`,class:i<=e?"reached":"",tabIndex:i===(e||1)?0:-1,children:i},i))})}function Ws(){let{details:e,newTags:t,writeTags:n,markShown:r}=x().viewing,s=J(null),
i=(e.value?.tags??[]).filter(u=>u!==tn);function a(u){let p=t.peek().split(/\s+/).filter(Boolean);if(u.key==="Enter"&&p.length)r({kind:"tag",changes:p});else if(u.
key!=="Escape")return;u.preventDefault(),n("")}function l(u){r({kind:"tag",changes:[`-${u}`]}),s.current?.focus()}return o("span",{class:"tagging",children:[o("\
ul",{class:"tags","aria-label":"Tags",hidden:i.length===0,children:i.map(u=>o("li",{children:[o("span",{children:u}),o(B,{press:()=>l(u),"aria-label":`Remove ta\
g ${u}`,children:"×"})]},u))}),o("input",{ref:s,type:"text","aria-label":"Add tag",placeholder:"Add tag",size:8,enterKeyHint:"done",...me,disabled:e.value===null,
value:t.value,onInput:u=>n(u.currentTarget.value),onKeyDown:a})]})}function Us(){let{details:e,note:t,writeNote:n,keepNote:r,dropNote:s}=x().viewing;function i(a){
if(a.key==="Enter"&&!a.shiftKey)r();else if(a.key==="Escape")s();else return;a.preventDefault()}return o("textarea",{class:"note","aria-label":"Note",placeholder:"\
Note",enterkeyhint:"done",disabled:e.value===null,value:t.value,rows:Math.min(6,t.value.split(`
`).length),onInput:a=>n(a.currentTarget.value),onBlur:r,onKeyDown:i})}function qr(){let{viewing:e,history:t}=x(),n=e.shown.value;function r(s){let i=s.target instanceof Element&&s.target.matches("input, textarea, select");n&&!i&&t.
press(s,n,[n.number])&&s.preventDefault()}return o("section",{class:"look viewer","aria-label":"Viewer",onKeyDown:r,children:n?o(Fs,{entry:n}):o("p",{class:"non\
e",children:"Pick a picture to see it large."})})}function Fs({entry:e}){let{viewing:t,copyPrompt:n}=x(),r=t.details.value,s=r?.prompt??e.prompt,i=[...e.error,r?.
text??e.text].filter(Boolean),a=e.pictures[t.position.value],{src:l,full:u,gone:p}=qs(a);return o("div",{children:[a&&o("div",{class:"stage",style:{aspectRatio:`${a.
width} / ${a.height}`},children:o("img",{alt:e.prompt,width:a.width,height:a.height,src:l||void 0},a.hash)}),e.pictures.length>1&&o(zs,{entry:e}),o("p",{class:"\
caption",children:Vs(e)}),o("div",{class:"said",children:[o("p",{class:"prompt",children:s}),o(B,{press:()=>n(s),class:"link",children:"Copy prompt"})]}),i.length>
0&&o("p",{class:e.error.length?"words failed":"words",children:o(be,{of:i})}),p&&o("p",{class:"words failed",children:"The picture's file is gone from the libra\
ry."}),o(Wr,{number:e.number}),o(Gs,{entry:e,picture:a,full:u}),o(Ur,{entry:e}),o(Rr,{entry:e})]})}function qs(e){let{pictures:t}=x(),n=e?.hash??"",r=Fr(t,n),[s,
i]=Ke(r);return te(()=>{if(!n)return;let a=!0,l=p=>i(f=>({...f.hash===n?f:Fr(t,n),...p}));async function u(){let p=await t.url(n,"thumbnail");if(!a)return;p&&l(
{src:p});let f=await t.url(n,"full");a&&l(f?{src:f,full:f}:{gone:!0})}return u(),()=>{a=!1}},[n,t]),s.hash===n?s:r}function Fr(e,t){return{hash:t,src:t&&e.held(
t,"tile"),full:"",gone:!1}}function zs({entry:e}){let{position:t,turnTo:n}=x().viewing;return o("div",{class:"several",role:"group","aria-label":"Pictures of th\
is answer",children:e.pictures.map((r,s)=>o(B,{press:()=>n(s),"aria-pressed":s===t.value,"aria-label":`Picture ${s+1}`,children:s+1},s))})}function Gs({entry:e,
picture:t,full:n}){let{composer:r,history:s,viewing:i,input:a,again:l,copyCell:u}=x(),p=i.position.value,f=[e.number];return o("div",{class:"actions",children:[
o(B,{press:()=>a("edit",e,p),class:"primary",disabled:!t,children:"Edit this"}),o(B,{press:()=>a("add",e,p),disabled:!t,children:"Add as input"}),o(Be,{press:()=>l(
e),title:"Another take of the same: a new call",children:"Again"}),o(B,{press:()=>r.use(e.template),children:"Use prompt"}),o(B,{press:()=>u(e),children:"Copy c\
ell"}),o("span",{class:"actions",children:[t&&o("a",{class:"button",download:Js(e,t),...n&&{href:n},children:"Download"}),o(B,{press:()=>s.save(f),title:"A zip \
with the pictures, how they were made, and a page to look at",children:"Export"}),e.deleted?o(B,{press:()=>s.restore(f),children:"Restore"}):o(B,{press:()=>s.remove(
f),title:"Out of sight, with a way back (Del)",children:"Delete"})]})]})}function Js(e,{type:t}){return`${e.name||e.number}.${t==="jpeg"?"jpg":t}`}function Vs(e){
let t=e.pictures[e.main],n=e.servedBy&&e.servedBy!==e.model;return[`@${e.number}${e.name?` ${e.name}`:""}`,n?`${e.servedBy} (asked: ${e.model})`:e.model,e.seconds>=
1&&!e.sketch?`${Math.round(e.seconds)} s`:"",e.cost===null?"":Qt(e.cost),t?`${t.width}×${t.height} ${t.type.toUpperCase()}`:"",e.take>1?`take ${e.take}`:"",e.status===
"sent"?"under way":"",e.sketch&&t?"offline sketch":"",e.deleted?"deleted":""].filter(Boolean).join(" · ")}var Xs=[["compose","Compose"],["picture","Picture"],["history","History"]];function zr(){return o("div",{class:"make",children:[o(js,{}),o(nn,{name:"compose",children:[
o($r,{}),o(vr,{})]}),o(nn,{name:"picture",children:o(qr,{})}),o(nn,{name:"history",children:[o(Cr,{}),o(Or,{})]})]})}function js(){let{part:e,turnTo:t}=x().layout;
return o("div",{class:"segment parts",role:"group","aria-label":"Part",children:Xs.map(([n,r])=>o(B,{press:()=>t(n),class:"small","aria-pressed":e.value===n,children:r},
n))})}function nn({name:e,children:t}){let{part:n}=x().layout;return o("div",{class:"part","data-part":e,"data-here":n.value===e,children:t})}var Ys=[["Shift+Enter, Ctrl+Enter","in the prompt: generate"],["Alt+← Alt+→","on an input: move it"],["arrows, Home, End","move in the history and between t\
abs"],["Enter, Space","look at it and select it; with Ctrl one more, with Shift all up to it"],["Ctrl+A · Esc","select all that is found · none"],["e · a","e\
dit this · add as input"],["1–5, 0 · s","rate, no rating · star"],["Del · Ctrl+Z","delete · undo"],["f","the whole window, and back"],["?","these keys"]];
function Gr(){let{sheet:e}=x().layout;return e.value==="keys"?o(Zs,{}):e.value==="more"?o(Qs,{}):e.value==="budget"?o(ei,{}):null}function Zs(){return o(rn,{name:"\
Keys",children:[o("dl",{class:"keys",children:Ys.map(([e,t])=>o("div",{children:[o("dt",{children:o("kbd",{children:e})}),o("dd",{children:t})]},e))}),o("p",{class:"\
grey",children:"Keys act only inside the panel, and never while you type."})]})}function Qs(){let{layout:e}=x();return o(rn,{name:"More",children:[o("p",{class:"\
row",children:["Pictures come from ",o(jt,{})]}),o("p",{class:"row",children:o(gt,{})}),o("p",{class:"row",children:[o(B,{press:()=>e.open("keys"),children:"Key\
s"}),o(Yt,{})]})]})}function ei(){let{status:e,copyText:t}=x(),r=`%config ImageGen.budget = ${((e.value.money?.budget??1)*2).toFixed(2)}`;return o(rn,{name:"The\
 budget of a day",children:[o("p",{children:"Run this in a cell, with the dollars that you mean:"}),o("p",{class:"row",children:[o("code",{children:r}),o(B,{press:()=>t(
r,"The command"),class:"small",children:"Copy"})]}),o("p",{class:"grey",children:["It holds for this kernel; a line ",o("code",{children:"budget = 4.0"})," in c\
onfig.toml stays."]})]})}function rn({name:e,children:t}){let{closeSheet:n}=x().layout,r=J(null);te(()=>{let i=r.current,a=i?.parentElement,l=i?.ownerDocument.activeElement;
i?.querySelector("button")?.focus();let u=p=>{p.target instanceof Node&&i?.contains(p.target)||n()};return a?.addEventListener("pointerdown",u),()=>{a?.removeEventListener(
"pointerdown",u),i?.contains(i.ownerDocument.activeElement)&&l instanceof HTMLElement&&l.focus()}},[n]);function s(i){i.key==="Escape"&&(i.preventDefault(),n())}
return o("div",{ref:r,class:"sheet",role:"dialog","aria-label":e,onKeyDown:s,children:[o("div",{class:"row",children:[o("div",{class:"title",children:e}),o("spa\
n",{class:"spring"}),o(he,{icon:"close",name:"Close",hint:"Close (Esc)",class:"small",press:n})]}),t]})}var ti=[["make",zr],["jobs",Er]];function Jr(){let{said:e,layout:t}=x(),{words:n,count:r}=e.value,s=ue(ce,[]);function i(a){if(!(a.target instanceof Element&&a.
target.matches("input, textarea, select, [contenteditable='true']")||a.defaultPrevented||a.ctrlKey||a.metaKey||a.altKey)){if(a.key==="?")t.open("keys");else if(a.
key==="f")t.toggleWhole();else if(a.key==="Escape"&&t.whole.peek())t.toggleWhole();else return;a.preventDefault()}}return o("div",{class:"frame",onKeyDown:i,children:[
o(kr,{id:s}),o("div",{class:"views",children:ti.map(([a,l])=>o("div",{class:"view",role:"tabpanel",id:`${s}-view-${a}`,"aria-labelledby":`${s}-tab-${a}`,"data-h\
ere":t.tab.value===a,children:o(l,{})},a))}),o(br,{}),o(wr,{}),o(Gr,{}),o("p",{class:"live","aria-live":"polite",children:o("span",{children:n},r)})]})}function ni({model:e,el:t}){let n=document.createElement("div");n.className="imagegen-panel",n.dataset.lmSuppressShortcuts="true",t.append(n);let r=dr(e,n),{composer:s,
layout:i}=r;Un(n),qn(n,{takes:p=>!!s.form.current?.contains(p),hover:s.hover,take:s.take});let a=Jn(n,i.measure),l=ae(()=>{n.style.setProperty("--ig-height",`${i.
height.value}px`),i.history.value?n.style.setProperty("--ig-history",`${i.history.value}px`):n.style.removeProperty("--ig-history")}),u=ae(()=>Kt(n,i.whole.value));
return Lt(o(hr,{value:r,children:o(Jr,{})}),n),()=>{a(),l(),u(),Kt(n,!1),r.close(),Lt(null,n),n.remove()}}var bc={render:ni};export{bc as default};
