var B,Wt,ct,ie,at,We,Ut,Oe,Ft,pt,ut,qt,$e=Symbol.for("pv"),Ue={},Fe=[],Mr=/^m(i|n|o|s|text|space)$/,ft=Array.isArray,dt=Fe.slice,fe=Object.assign;function pe(e){
e&&e.parentNode&&e.remove()}function zt(e,t,n){var r,s,i,a={},u=arguments.length;for(i in t)i=="key"?r=t[i]:i=="ref"&&typeof e!="function"?s=t[i]:a[i]=t[i];return u>
2&&(a.children=u>3?dt.call(arguments,2):n),Se(e,a,r,s,null)}function Se(e,t,n,r,s){var i={type:e,props:t,key:n,ref:r,__k:null,__:null,__b:0,__e:null,__c:null,constructor:$e,__v:s||++Wt,__i:-1,__u:0};return!s&&B.vnode&&B.
vnode(i),i}function Y(){return{current:null}}function P(e){return e.children}function ge(e,t){this.props=e,this.context=t,this.__g=0}function ae(e,t){if(t==null)
return e.__&&ae(e.__,e.__i+1);for(var n;t<e.__k.length;t++)if((n=e.__k[t])&&n.__e)return n.__e;return typeof e.type!="function"||e.props.__P?null:ae(e)}function Cr(e){
var t,n=e.__v,r=n.__e,s=[],i=[],a=e.__P;a&&((t=fe({constructor:$e},n)).__v=n.__v+1,B.vnode&&B.vnode(t),mt(a,t,n,e.__n,a.namespaceURI,32&n.__u?[r]:null,s,r||ae(n),
32&n.__u,i),t.__v=n.__v,t.__.__k[t.__i]=t,Qt(s,t,i),n.__=n.__e=null,t.__e!=r&&Vt(t))}function Vt(e){if((e=e.__)&&e.__c&&!e.props.__P)return e.__e=null,e.__k.some(
function(t){return t&&(e.__e=t.__e)}),Vt(e)}function lt(e){(8&e.__g||(e.__g|=8,ie.push(e),We++))&&at==B.debounceRendering||((at=B.debounceRendering)||queueMicrotask)(
Jt)}function Jt(){try{for(var e,t=1;ie.length;)ie.length>t&&ie.sort(Ut),e=ie.shift(),t=ie.length,8&e.__g&&Cr(e)}finally{(We=ie.length)&&(at||queueMicrotask)(Jt)}}
function Gt(e,t,n,r,s,i,a,u,p,f,l){var d,v,c,h,m,g,y=r.__k||Fe,_=t.length;for(p=Pr(n,t,y,p,_),d=0;d<_;d++)(c=n.__k[d])!=null&&(v=~c.__i&&y[c.__i]||Ue,c.__i=d,g=
mt(e,c,v,s,i,a,u,p,f,l),h=c.__e,(v.ref!=c.ref||8&v.__u)&&(v.ref&&ht(v.ref,null,c,v),c.ref&&l.push(c.ref,c.__c||h,c)),m=m||h,4&c.__u?(p=Xt(c,p,e,!v.__v),v.__e&&(v.
__e=null)):typeof c.type=="function"&&g!==void 0?p=g:h&&(p=h.nextSibling),c.__u&=-21);return n.__e=m,p}function Pr(e,t,n,r,s){var i,a,u,p,f,l,d,v,c,h=n.length,m=h,
g=0,y=0,_=e.__k=Array(s);for(i=0;i<s;i++)(a=t[i])!=null&&typeof a!="boolean"&&typeof a!="function"?(typeof a!="object"||a.constructor===String?a=_[i]=Se(null,a):
ft(a)?a=_[i]=Se(P,{children:a}):a.constructor===$e&&a.__b?a=_[i]=Se(a.type,a.props,a.key,a.ref,a.__v):_[i]=a,p=i+g,a.__=e,a.__b=e.__b+1,u=null,~(f=a.__i=Br(a,n,
p,m))&&(m--,(u=n[f])&&(u.__u|=2)),u&&u.__v?(a.__u|=16,f==p-1?g--:f==p+1?g++:f!=p&&(f>p?g--:g++,y=1)):(~f||(s>h?g--:s<h&&g++),typeof a.type!="function"&&(a.__u|=
4))):_[i]=null;if(y){for(l=[],d=[],i=0;i<s;i++)if((a=_[i])&&16&a.__u){for(g=0,v=l.length;g<v;)l[c=g+v>>1]<a.__i?g=c+1:v=c;l[g]=a.__i,d[i]=g+1}for(g=l.length;i--;)
d[i]&&(d[i]==g?g--:_[i].__u|=4)}if(m)for(i=0;i<h;i++)!(u=n[i])||2&u.__u||(u.__e==r&&(r=ae(u)),gt(u,u));return r}function Xt(e,t,n,r){var s,i,a,u;if(typeof e.type==
"function"){if(e.props.__P)return t;if(s=e.__k)for(i=0;i<s.length;i++)s[i]&&(s[i].__=e,t=Xt(s[i],t,n,!1));return t}for(t&&!t.parentNode&&(t=ae(e))&&!t.parentNode&&
(t=null),a=e.__e,u=t;u&&u.nodeType==8;)u=u.nextSibling;for(a!=u&&(!r&&n.moveBefore&&a.parentNode?n.moveBefore(a,t):n.insertBefore(a,t||null)),t=a;(t=t&&t.nextSibling)&&
t.nodeType==8&&!t.data.startsWith("$s"););return t}function Br(e,t,n,r){var s,i=e.key,a=e.type,u=t[n],p=u&&!(2&u.__u);if(u===null&&i==null||p&&i==u.key&&a==u.type)return n;if(r>(p?1:0)){for(s=n-1;s>=0;s--)if((u=
t[s])&&!(2&u.__u)&&i==u.key&&a==u.type)return s;for(s=n+1;s<t.length;s++)if((u=t[s])&&!(2&u.__u)&&i==u.key&&a==u.type)return s}return-1}function Kt(e,t,n){n==null&&
(n=""),t[0]=="-"?e.setProperty(t,n):e[t]=n}function Re(e,t,n,r,s){var i,a;if(t=="style")if(typeof n=="string")e.style.cssText=n;else{if(typeof r=="string"&&(e.style.
cssText=r=""),r)for(t in r)n&&t in n||Kt(e.style,t);if(n)for(t in n)r&&n[t]==r[t]||Kt(e.style,t,n[t])}else if(t[0]=="o"&&t[1]=="n")typeof n!="function"&&(n=null),
typeof r!="function"&&(r=null),(e.__e||(e.__e={}))[t]=n,n&&r||(a=ut[t]||(ut[t]=Lr(t)),(e.__a||(e.__a={}))[t]=pt,i=t!=(t=t.replace(Ft,"$1")),(t=t.slice(2))[0]<"a"&&
(t=t.toLowerCase()),n?e.addEventListener(t,a,i):e.removeEventListener(t,a,i));else{if(s=="http://www.w3.org/2000/svg")t=t.replace(/xlink(H|:h)/,"h").replace(/sName$/,
"s");else if(t!="width"&&t!="height"&&t!="href"&&t!="list"&&t!="form"&&t!="tabIndex"&&t!="download"&&t!="rowSpan"&&t!="colSpan"&&t!="role"&&t!="popover"&&t in e)
try{return void(e[t]=n??"")}catch{}if(typeof n=="function")return;n==null||n===!1&&t[4]!="-"?e.removeAttribute(t):e.setAttribute(t,t=="popover"&&n==1?"":n)}}function Lr(e){
return function(t){var n=this.__e;if(n){if(n=n[e],t[Oe]==null)t[Oe]=pt++;else if(t[Oe]<this.__a[e])return;return n(B.event?B.event(t):t)}}}function mt(e,t,n,r,s,i,a,u,p,f){
var l,d,v,c,h,m,g,y,_,M,w,L,q,z,x,D,W,b,A=t.type;if(t.constructor!==$e)return null;128&n.__u&&(p=32&n.__u,l=n.__c.__z)&&(t.__u|=p,d=i=[],l.nodeType==8?u=Ke(l,i):
i.push(l),u=i[0]||u),(l=B.__b)&&l(t);e:if(typeof A=="function"){v=a.length;try{if(y=t.props,_=(l=A.prototype)&&l.render,M=(l=A.contextType)&&r[l.__c],w=l?M?M.props.
value:l.__:r,(c=n.__c)?(t.__c=c,2&c.__g&&(c.__g|=1)):(_?t.__c=c=new A(y,w):(t.__c=c=new ge(y,w),c.constructor=A,c.render=Hr),M&&M.sub(c),c.state||(c.state={}),c.
__n=r,c.__g|=8,c.__h=[],c.__k=[]),_&&(c.__s||(c.__s=c.state),A.getDerivedStateFromProps&&(c.__s==c.state&&(c.__s=fe({},c.__s)),fe(c.__s,A.getDerivedStateFromProps(
y,c.__s)))),h=c.props,m=c.state,c.__v=t,n.__c){if(y!==h&&_&&!A.getDerivedStateFromProps&&c.componentWillReceiveProps&&c.componentWillReceiveProps(y,w),t.__v==n.
__v&&!(8&c.__g)||!(4&c.__g)&&c.shouldComponentUpdate&&c.shouldComponentUpdate(y,c.__s,w)===!1){t.__v!=n.__v&&(c.props=y,c.state=c.__s,c.__g&=-9),t.__e=n.__e,t.__k=
n.__k,t.__k.some(function(C){C&&(C.__=t)}),Fe.push.apply(c.__h,c.__k),c.__k=[],c.__h.length&&a.push(c),u=ae(n);break e}c.componentWillUpdate&&c.componentWillUpdate(
y,c.__s,w),_&&c.componentDidUpdate&&c.__h.push(function(){c.componentDidUpdate(h,m,g)})}else _&&!A.getDerivedStateFromProps&&c.componentWillMount&&c.componentWillMount(),
_&&c.componentDidMount&&c.__h.push(c.componentDidMount);c.context=w,c.props=y,c.__P=e,c.__g&=-5,L=B.__r,q=_?25:0;do c.__g&=-9,L&&L(t),l=c.render(c.props,c.state=
c.__s,c.context);while(8&c.__g&&++q<25);_&&(Fe.push.apply(c.__h,c.__k),c.__k=[]),c.state=c.__s,c.getChildContext&&(r=fe({},r,c.getChildContext())),_&&n.__c&&c.getSnapshotBeforeUpdate&&
(g=c.getSnapshotBeforeUpdate(h,m)),z=l&&l.type===P&&l.key==null?l.props.children:l,y.__P&&(l=u,s=(e=y.__P).namespaceURI,p=i=null,n.props&&n.props.__P!=e&&(n.__k.
some(function(C){C&&gt(C,C)}),n.__k=null),u=n.__k?ae(n,0):null),u=Gt(e,ft(z)?z:[z],t,n,r,s,i,a,u,p,f),y.__P&&(t.__e=null,u=l),t.__u&=-161,d&&d.some(pe),c.__h.length&&
a.push(c),1&c.__g&&(c.__g&=-4)}catch(C){if(a.length=v,t.__v=null,p||i)if(C&&C.then){if(t.__u|=128|p,i){for(~(W=i.indexOf(u||void 0))||(W=i.length);(b=i[W-1])&&b.
nodeType==8;)W--;for(;W<i.length;W++)if(b=i[W])if(i[W]=null,x){if(b==D)break}else{if(b.nodeType!=8)break;b.data.startsWith("$s")&&(D=Ke(x=b))}}if(!x){for(;u&&u.
nodeType==8&&u.nextSibling;)u=u.nextSibling;x=u}(l=Ke(x=t.__c.__z||(t.__c.__z=x)))?(t.__e=x,u=l):t.__e=u,u=u&&u.nextSibling}else i&&i.some(pe);else t.__e=n.__e;
t.__k||(t.__k=n.__k||[]),C&&C.then||jt(t),B.__e(C,t,n)}}else u=t.__e=Ar(n.__e,t,n,r,s,i,a,p,f,e);return(l=B.diffed)&&l(t),u}function Ke(e,t){if(e&&e.nodeType==8&&
e.data.startsWith("$s"))for(var n=1;e=e.nextSibling;){if(e.nodeType==8){if(e.data.startsWith("$s"))n++;else if(e.data.startsWith("/$s")&&!--n)return e}t&&t.push(
e)}}function jt(e){e&&(e.__c&&(e.__c.__g|=4),e.__k&&e.__k.some(jt))}function Qt(e,t,n){for(var r=0;r<n.length;)ht(n[r++],n[r++],n[r++]);B.__c&&B.__c(t,e),e.some(
function(s){try{e=s.__h,s.__h=[],e.some(function(i){i.call(s)})}catch(i){B.__e(i,s.__v)}})}function Ar(e,t,n,r,s,i,a,u,p,f){var l,d,v,c,h,m,g,y,_=n.props||Ue,M=t.
props,w=t.type;if(w=="svg"?s="http://www.w3.org/2000/svg":w=="math"?s="http://www.w3.org/1998/Math/MathML":s||(s="http://www.w3.org/1999/xhtml"),i){for(l=0;l<i.
length;l++)if((h=i[l])&&(w?h.localName==w:h.nodeType==3)){e=h,i[l]=null;break}}if(!e){if(y=f.ownerDocument||document,!w)return y.createTextNode(M);e=y.createElementNS(
s,w,M.is?M:f),u&&(B.__m&&B.__m(t,i),u=!1),i=null}if(w){if(f=w=="template"&&e.content||e,i=w=="textarea"&&M.defaultValue!=null?null:i&&dt.call(f.childNodes),!u&&
i)for(_={},l=0;l<e.attributes.length;l++)_[(h=e.attributes[l]).name]=h.value;for(l in _)h=_[l],l=="dangerouslySetInnerHTML"?v=h:l=="children"||l in M||l=="value"&&
"defaultValue"in M||l=="checked"&&"defaultChecked"in M||Re(e,l,null,h,s);for(l in M)h=M[l],l=="children"?c=h:l=="dangerouslySetInnerHTML"?d=h:l=="value"?m=h:l==
"checked"?g=h:u&&typeof h!="function"||_[l]===h||Re(e,l,h,_[l],s);d?(u||v&&(d.__html==v.__html||d.__html==e.innerHTML)||(e.innerHTML=d.__html),t.__k=[]):(v&&(e.
textContent=""),(w=="foreignObject"||s=="http://www.w3.org/1998/Math/MathML"&&Mr.test(w))&&(s="http://www.w3.org/1999/xhtml"),Gt(f,ft(c)?c:[c],t,n,r,s,i,a,i?i[0]:
n.__k&&ae(n,0),u,p),i&&i.some(pe)),u&&w!="textarea"||(l="value",w=="progress"&&m==null?e.removeAttribute(l):m==null||m===e[l]&&(w!="progress"||m)||Re(e,l,m,_[l],
s),l="checked",g!=null&&g!=e[l]&&Re(e,l,g,_[l],s))}else _===M||u&&e.data==M||(e.data=M);return e}function ht(e,t,n,r){try{typeof e=="function"?t?t.__x=e(t)||1:r&&
(r=r.__c||r.__e)&&(t=r.__x)&&(r.__x=null,typeof t=="function"?t():e(null)):e.current=t}catch(s){B.__e(s,n)}}function gt(e,t,n){var r,s,i,a;if(B.unmount&&B.unmount(
e),!(r=e.ref)||r.current&&r.current!=e.__e||ht(r,null,t,e),r=e.__c){if(r.componentWillUnmount)try{r.componentWillUnmount()}catch(u){B.__e(u,t)}r.__P=r.__n=null}
if(r=e.__k)for(a=0;a<r.length;a++)r[a]&&gt(r[a],t,typeof e.type!="function"||n&&!e.props.__P);!n&&(r=e.__c)&&(r=r.__z)&&(s=Ke(r,i=[]))&&(r==e.__e&&i.some(pe),pe(
s),pe(r)),n||pe(e.__e),e.__e=e.__c=e.__=null}function Hr(e,t,n){return this.constructor(e,n)}function _t(e,t){var n,r,s,i;B.__&&B.__(e,t),t.nodeType==9&&(t=t.documentElement),
r=(n=e&&32&e.__u)?null:t.__k,t.__k=Se(P,{children:[e]}),s=[],i=[],mt(t,t.__k,r||Ue,Ue,t.namespaceURI,r?null:t.firstChild?dt.call(t.childNodes):null,s,r?r.__e:t.
firstChild,n,i),Qt(s,t.__k,i),t.__k.props.children=null}function Yt(e){function t(n){var r,s;return this.getChildContext||(r=new Set,(s={})[t.__c]=this,this.getChildContext=function(){return s},this.shouldComponentUpdate=
function(i){this.props.value!=i.value&&r.forEach(function(a){a.__g|=4,lt(a)})},this.sub=function(i){r.add(i);var a=i.componentWillUnmount;i.componentWillUnmount=
function(){r.delete(i),a&&a.call(i)}}),n.children}return t.__c="__cC"+qt++,t.__=e,t.Provider=(t.Consumer=function(n,r){return n.children(r)}).contextType=t,t}B={__e:function(e,t,n,r){for(var s,i,a;t=t.__;)if((s=t.__c)&&!(1&s.__g)){s.__g|=4;try{if((a=(i=s.constructor)&&i.getDerivedStateFromError)&&s.setState(i.getDerivedStateFromError(
e)),s.componentDidCatch&&(s.componentDidCatch(e,r||{}),a=1),a&&8&s.__g)return void(s.__g|=2)}catch(u){e=u}}throw We=0,e}},Wt=0,ct=function(e){return e!=null&&e.
constructor===$e},ge.prototype.setState=function(e,t){var n=this.__s;n&&n!=this.state||(n=this.__s=fe({},this.state)),typeof e=="function"&&(e=e(fe({},n),this.props)),
e&&(fe(n,e),this.__v&&(t&&this.__k.push(t),lt(this)))},ge.prototype.forceUpdate=function(e){this.__v&&(this.__g|=4,e&&this.__h.push(e),lt(this))},ge.prototype.render=
P,ie=[],We=0,Ut=function(e,t){return e.__v.__b-t.__v.__b},Oe=Symbol(),Ft=/(PointerCapture)$|Capture$/i,pt=0,ut={},qt=0;var _e,O,vt,Zt,yt=Object.is,qe=0,ln=[],bt=[],K=B,en=K.__b,tn=K.__r,nn=K.diffed,rn=K.__c,on=K.unmount,sn=K.__;function ze(e,t){K.__h&&K.__h(O,e,qe||t),qe=0;var n=O.
__H||(O.__H={__:[],__h:[]});return e>=n.__.length&&n.__.push({}),n.__[e]}function Ce(e){return qe=1,Nr(fn,e)}function Nr(e,t,n){var r=ze(_e++,2);if(r.t=e,!r.__c&&
(r.__=[n?n(t):fn(void 0,t),function(i){var a=(r.__N||r.__)[0],u=r.t(a,i);yt(a,u)||(r.__N=[u,r.__[1]],r.__c.setState({}))}],r.__c=O,!O.__f)){O.__f=!0;var s=O.shouldComponentUpdate;
O.shouldComponentUpdate=function(i,a,u){var p=this.__H;if(!p)return!0;var f=!1,l=this.props!=i;if(p.__.some(function(v){v.__N&&(f=!0,yt(v.__[0],v.__N[0])||(l=!0))}),
s){var d=s.call(this,i,a,u);return f?d||l:d}return!f||l}}return r.__}function V(e,t){var n=ze(_e++,4);!K.__s&&pn(n.__H,t)&&(n.__P=!1,n.__=e,n.u=t,O.__h.push(n))}function I(e){return qe=5,Z(function(){return{current:e}},[])}function Z(e,t){var n=ze(_e++,7);return pn(n.__H,t)&&(n.__=e(),n.__H=t),n.__}function cn(e){var t=O.context[e.__c],n=ze(_e++,9);return n.c=e,t?(n.__==null&&(n.__=!0,t.sub(O)),t.props.value):e.__}function Dr(){var e;do{for(;e=bt.shift();)try{Me(e)}catch(n){K.__e(n,{__:(e=e.__P)&&e.__v})}for(;e=ln.shift();){var t=e.__H;if(e.__P&&t)try{t.__h.some(Me),t.__h.
some(wt),t.__h=[]}catch(n){t.__h=[],K.__e(n,e.__v)}}}while(bt.length)}K.__b=function(e){O=null,en&&en(e)},K.__=function(e,t){e&&t.__k&&t.__k.__m&&(e.__m=t.__k.__m),
sn&&sn(e,t)},K.__r=function(e){tn&&tn(e),_e=0;var t=(O=e.__c).__H;t&&(vt==O?O.__h=[]:(t.__h.some(Me),t.__h.some(wt),_e=0),t.__h=[],t.__.some(function(n){n.__N&&
(n.__=n.__N),n.u=n.__N=void 0})),vt=O},K.diffed=function(e){nn&&nn(e);var t=e.__c;t&&t.__H&&(t.__H.__h.length&&un(ln.push(t)),t.__H.__.some(function(n){n.u&&(n.
__H=n.u)})),vt=O=null},K.__c=function(e,t){t.some(function(n){try{n.__h.some(Me),n.__h=n.__h.filter(function(r){return!r.__||wt(r)})}catch(r){n.__h=[function(){
throw r}]}}),rn&&rn(e,t)},K.unmount=function(e){on&&on(e);var t,n,r=e.__c;r&&r.__H&&(r.__H.__.some(function(s){try{if(s.__P&&s.__c){if(n===void 0){for(n=e.__;n&&
(!n.__c||!n.__c.__P);)n=n.__;n=n&&n.__c}s.__P=n,un(bt.push(s))}else Me(s)}catch(i){t=i}}),r.__H=void 0,t&&K.__e(t,r.__v))};var an=typeof requestAnimationFrame==
"function";function Ir(e){var t,n=function(){clearTimeout(r),an&&cancelAnimationFrame(t),setTimeout(e)},r=setTimeout(n,35);an&&(t=requestAnimationFrame(n))}function un(e){
e!=1&&Zt==K.requestAnimationFrame||((Zt=K.requestAnimationFrame)||Ir)(Dr)}function Me(e){var t=O,n=e.__c;typeof n=="function"&&(e.__c=void 0,n()),O=t}function wt(e){
var t=O;e.__c=e.__(),O=t}function pn(e,t){return!e||e.length!=t.length||t.some(function(n,r){return!yt(n,e[r])})}function fn(e,t){return typeof t=="function"?t(
e):t}var Rr=Symbol.for("preact-signals");function Xe(){if(oe>1)oe--;else{var e,t=!1;for((function(){var s=Je;for(Je=void 0;s!==void 0;){var i=s.S;if(i.v===s.v)for(var a=i.
t;a!==void 0;a=a.x)a.i===s.i&&(a.i=i.i);s=s.o}})();Be!==void 0;){var n=Be;for(Be=void 0,Ve++;n!==void 0;){var r=n.u;if(n.u=void 0,n.f&=-3,!(8&n.f)&&mn(n))try{n.
c()}catch(s){t||(e=s,t=!0)}n=r}}if(Ve=0,oe--,t)throw e}}function X(e){if(oe>0)return e();kt=++Or,oe++;try{return e()}finally{Xe()}}var Pe,R=void 0;function Le(e){
var t=R,n=Pe;R=void 0,Pe=void 0;try{return e()}finally{R=t,Pe=n}}var Be=void 0,oe=0,Ve=0,Or=0,kt=0,Je=void 0,Ge=0;function dn(e){if(R!==void 0){var t=e.n;if(t===
void 0||t.t!==R)return t={i:0,S:e,p:R.s,n:void 0,t:R,e:void 0,x:void 0,r:t},R.s!==void 0&&(R.s.n=t),R.s=t,e.n=t,32&R.f&&e.S(t),t;if(t.i===-1)return t.i=0,t.n!==
void 0&&(t.n.p=t.p,t.p!==void 0&&(t.p.n=t.n),t.p=R.s,t.n=void 0,R.s.n=t,R.s=t),t}}function U(e,t){this.v=e,this.i=0,this.n=void 0,this.t=void 0,this.l=0,this.W=
t?.watched,this.Z=t?.unwatched,this.name=t?.name}U.prototype.brand=Rr;U.prototype.h=function(){return!0};U.prototype.S=function(e){var t=this,n=this.t;n!==e&&e.
e===void 0&&(e.x=n,this.t=e,n!==void 0?n.e=e:Le(function(){var r;(r=t.W)==null||r.call(t)}))};U.prototype.U=function(e){var t=this;if(this.t!==void 0){var n=e.e,
r=e.x;n!==void 0&&(n.x=r,e.e=void 0),r!==void 0&&(r.e=n,e.x=void 0),e===this.t&&(this.t=r,r===void 0&&Le(function(){var s;(s=t.Z)==null||s.call(t)}))}};U.prototype.
subscribe=function(e){var t=this;return ne(function(){var n=t.value;Le(function(){return e(n)})},{name:"sub"})};U.prototype.valueOf=function(){return this.value};
U.prototype.toString=function(){return this.value+""};U.prototype.toJSON=function(){return this.value};U.prototype.peek=function(){var e=this;return Le(function(){
return e.value})};Object.defineProperty(U.prototype,"value",{get:function(){var e=dn(this);return e!==void 0&&(e.i=this.i),this.v},set:function(e){if(e!==this.v){
if(Ve>100)throw new Error("Cycle detected");(function(n){oe!==0&&Ve===0&&n.l!==kt&&(n.l=kt,Je={S:n,v:n.v,i:n.i,o:Je})})(this),this.v=e,this.i++,Ge++,oe++;try{for(var t=this.
t;t!==void 0;t=t.x)t.t.N()}finally{Xe()}}}});function S(e,t){return new U(e,t)}function mn(e){for(var t=e.s;t!==void 0;t=t.n)if(t.S.i!==t.i||!t.S.h()||t.S.i!==t.
i)return!0;return!1}function hn(e){for(var t=e.s;t!==void 0;t=t.n){var n=t.S.n;if(n!==void 0&&(t.r=n),t.S.n=t,t.i=-1,t.n===void 0){e.s=t;break}}}function gn(e){
for(var t=e.s,n=void 0;t!==void 0;){var r=t.p;t.i===-1?(t.S.U(t),r!==void 0&&(r.n=t.n),t.n!==void 0&&(t.n.p=r)):n=t,t.S.n=t.r,t.r!==void 0&&(t.r=void 0),t=r}e.s=
n}function de(e,t){U.call(this,void 0,t),this.x=e,this.s=void 0,this.g=Ge-1,this.f=4}de.prototype=new U;de.prototype.h=function(){if(this.f&=-3,1&this.f)return!1;
if((36&this.f)==32||(this.f&=-5,this.g===Ge))return!0;if(this.g=Ge,this.f|=1,this.i>0&&!mn(this))return this.f&=-2,!0;var e=R;try{hn(this),R=this;var t=this.x();
(16&this.f||this.v!==t||this.i===0)&&(this.v=t,this.f&=-17,this.i++)}catch(n){this.v=n,this.f|=16,this.i++}return R=e,gn(this),this.f&=-2,!0};de.prototype.S=function(e){
if(this.t===void 0){this.f|=36;for(var t=this.s;t!==void 0;t=t.n)t.S.S(t)}U.prototype.S.call(this,e)};de.prototype.U=function(e){if(this.t!==void 0&&(U.prototype.
U.call(this,e),this.t===void 0)){this.f&=-33;for(var t=this.s;t!==void 0;t=t.n)t.S.U(t)}};de.prototype.N=function(){if(!(2&this.f)){this.f|=6;for(var e=this.t;e!==
void 0;e=e.x)e.t.N()}};Object.defineProperty(de.prototype,"value",{get:function(){if(1&this.f)throw new Error("Cycle detected");var e=dn(this);if(this.h(),e!==void 0&&
(e.i=this.i),16&this.f)throw this.v;return this.v}});function j(e,t){return new de(e,t)}function _n(e){var t=e.j;if(e.j=void 0,typeof t=="function"){oe++;var n=R;
R=void 0;try{t()}catch(r){throw e.f&=-2,e.f|=8,Et(e),r}finally{R=n,Xe()}}}function Et(e){for(var t=e.s;t!==void 0;t=t.n)t.S.U(t);e.x=void 0,e.s=void 0,_n(e)}function Kr(e){
if(R!==this)throw new Error("Out-of-order effect");gn(this),R=e,this.f&=-2;try{8&this.f&&Et(this)}finally{Xe()}}function ve(e,t){this.x=e,this.j=void 0,this.s=void 0,
this.u=void 0,this.f=32,this.name=t?.name,Pe&&Pe.push(this)}ve.prototype.c=function(){var e=this.S();try{if(8&this.f||this.x===void 0)return;var t=this.x();typeof t==
"function"&&(this.j=t)}finally{e()}};ve.prototype.S=function(){if(1&this.f)throw new Error("Cycle detected");this.f|=1,this.f&=-9,_n(this),hn(this),oe++;var e=R;
return R=this,Kr.bind(this,e)};ve.prototype.N=function(){2&this.f||(this.f|=2,this.u=Be,Be=this)};ve.prototype.d=function(){this.f|=8,1&this.f||Et(this)};ve.prototype.
dispose=function(){this.d()};function ne(e,t){var n=new ve(e,t);try{n.c()}catch(s){throw n.d(),s}var r=n.d.bind(n);return r[Symbol.dispose]=r,r}var vn,Qe,je,Wr=typeof window<"u"&&!!window.__PREACT_SIGNALS_DEVTOOLS__;var yn=[];ne(function(){vn=this.N})();function ye(e,t){B[e]=t.bind(null,B[e]||function(){})}function Ae(e){if(je){var t=je;je=void 0,t()}je=e&&e.S()}function bn(e){
var t=this,n=e.data,r=Ye(n);r.name="ReactiveDom",r.value=n;var s=Z(function(){for(var u=t,p=t.__v;p=p.__;)if(p.__c){p.__c.__$f|=4;break}var f=j(function(){var c=r.
value.value;return c===0?0:c===!0?"":c||""}),l=j(function(){return!Array.isArray(f.value)&&!ct(f.value)}),d=ne(function(){if(this.N=wn,l.value){var c=f.value;u.
__v&&u.__v.__e&&u.__v.__e.nodeType===3&&(u.__v.__e.data=c)}}),v=t.__$u.d;return t.__$u.d=function(){d(),v.call(this)},[l,f]},[]),i=s[0],a=s[1];return i.value?a.
peek():a.value}bn.displayName="ReactiveTextNode";Object.defineProperties(U.prototype,{constructor:{configurable:!0,value:zt(P,null).constructor},type:{configurable:!0,
value:bn},props:{configurable:!0,get:function(){var e=this;return{data:{get value(){return e.value}}}}},__b:{configurable:!0,value:1}});ye("__b",function(e,t){if(Ae(),
Qe=void 0,typeof t.type=="string"){var n,r=t.props;for(var s in r)if(s!=="children"){var i=r[s];i instanceof U&&(n||(t.__np=n={}),n[s]=i,r[s]=i.peek())}}e(t)});
ye("__r",function(e,t){if(e(t),t.type!==P){Ae();var n,r=t.__c;r&&(r.__$f&=-2,(n=r.__$u)===void 0&&(r.__$u=n=(function(s,i){var a;return ne(function(){a=this},{name:i}),
a.c=s,a})((function(s){return function(){var i;Wr&&((i=this.y)==null||i.call(this)),s.__$f|=1,s.setState({})}})(r),typeof t.type=="function"?t.type.displayName||
t.type.name:""))),Qe=r,Ae(n)}});ye("__e",function(e,t,n,r){Ae(),Qe=void 0,e(t,n,r)});ye("diffed",function(e,t){Ae(),Qe=void 0;var n;if(typeof t.type=="string"&&
(n=t.__e)){var r=t.__np,s=t.props,i=n.U;if(i)for(var a in i){var u=i[a];u===void 0||r&&a in r||(u.d(),i[a]=void 0)}if(r){i||(i={},n.U=i);for(var p in r){var f=i[p],
l=r[p];f===void 0?(f=Ur(n,p,l,s),i[p]=f):f.o(l,s)}}}e(t)});function Ur(e,t,n,r){var s=t in e&&e.ownerSVGElement===void 0,i=S(n);return{o:function(a,u){i.value=a,
r=u},d:ne(function(){this.N=wn;var a=i.value.value;r[t]!==a&&(r[t]=a,s?e[t]=a:a!=null&&(a!==!1||t[4]==="-")?e.setAttribute(t,a):e.removeAttribute(t))})}}ye("unm\
ount",function(e,t){if(typeof t.type=="string"){var n=t.__e;if(n){var r=n.U;if(r){n.U=void 0;for(var s in r){var i=r[s];i&&i.d()}}}var a=t.__np;if(a){var u=t.props;
for(var p in a)u[p]=a[p]}t.__np=void 0}else{var f=t.__c;if(f){f.__$f|=8;var l=f.__$u;l&&(f.__$u=void 0,l.d())}}e(t)});ye("__h",function(e,t,n,r){r<3&&(t.__$f|=2),
e(t,n,r)});ge.prototype.shouldComponentUpdate=function(e,t){if(this.__R)return!0;var n=this.__$u,r=n&&n.s!==void 0;for(var s in t)return!0;if(this.__f||typeof this.
u=="boolean"&&this.u===!0){var i=2&this.__$f;if(!(r||i||4&this.__$f)||1&this.__$f)return!0}else if(!(r||4&this.__$f)||3&this.__$f)return!0;for(var a in e)if(a!==
"__source"&&e[a]!==this.props[a])return!0;for(var u in this.props)if(!(u in e))return!0;return!1};function Ye(e,t){return Z(function(){return S(e,t)},[])}var Fr=function(e){queueMicrotask(function(){queueMicrotask(e)})};function qr(){X(function(){for(var e;e=yn.shift();)vn.call(e)})}function wn(){yn.push(this)===1&&(B.requestAnimationFrame||Fr)(qr)}var He=null,Ne=e=>e!==null&&e===He;function kn(e){e.addEventListener("keydown",t=>{t.isComposing||t.keyCode===229?(t.stopPropagation(),t.key==="Escape"&&xt(t.target,
"[type=search]")&&t.preventDefault()):t.repeat&&t.key==="Enter"&&xt(t.target,"button, a")&&t.preventDefault()},!0),zr(e),e.addEventListener("keydown",t=>{(t.ctrlKey||
t.metaKey)&&t.key==="s"||t.stopPropagation()})}function zr(e){e.addEventListener("compositionstart",({target:t})=>He=t,!0),e.addEventListener("compositionend",({
target:t})=>{He=null,t?.dispatchEvent(new Event("input",{bubbles:!0}))},!0),e.addEventListener("blur",t=>{t.target===He&&(xt(t.target,":focus")?t.stopPropagation():
He=null)},!0)}var xt=(e,t)=>e instanceof Element&&e.matches(t);function xn(e,{takes:t,hover:n,take:r}){e.addEventListener("paste",s=>{let{clipboardData:i}=s,a=Tn(s);!i?.files.length||a&&(!t(a)||Vr(i))||(s.preventDefault(),r(
Ze(i)))}),e.addEventListener("dragover",s=>{En(s)||(s.preventDefault(),n(!0))}),e.addEventListener("dragleave",()=>n(!1)),e.addEventListener("drop",()=>n(!1),!0),
e.addEventListener("drop",s=>{En(s)||(s.preventDefault(),s.stopPropagation(),s.dataTransfer&&r(Ze(s.dataTransfer)))})}function Ze(e){let n=[...e.items].some(r=>r.
webkitGetAsEntry?.()?.isDirectory);return{files:[...e.files],folder:n}}function Tn(e){return e.target instanceof Element?e.target.closest("input, textarea"):null}
function En(e){return Tn(e)!==null&&!e.dataTransfer?.types.includes("Files")}function Vr(e){let{body:t}=new DOMParser().parseFromString(e.getData("text/html"),"\
text/html");if(t.querySelector("img")&&!t.textContent?.trim())return"";let n=e.getData("text/plain").trim(),r=[...e.files].map(({name:i})=>i);return n.split(/[\r\n]+/).
every(i=>r.includes(i.split(/[/\\]/).at(-1)??""))?"":n}var Sn="100000px",Jr=".jp-LinkedOutputView";function $n(e,t){let n=null,r=!1,s=new ResizeObserver(i);function i(){if(!e.isConnected||!e.parentElement?.clientWidth)
return;(!r||n&&!n.contains(e))&&(r=!0,n=Gr(e),n&&s.observe(n));let a=n?.closest(Jr)??null,u=n?n.clientHeight:window.innerHeight;t(a&&n?{seen:u-Xr(e,n),own:!0}:{
seen:u,own:!1})}return s.observe(e.parentElement??e),window.addEventListener("resize",i),i(),()=>{s.disconnect(),window.removeEventListener("resize",i)}}function Gr(e){
let t=[];for(let s=e.parentElement;s&&s!==document.body;s=s.parentElement)s!==document.documentElement&&/auto|scroll/.test(getComputedStyle(s).overflowY)&&t.push(
s);let n=e.style.height;e.style.height=Sn;let r=t.find(s=>s.clientHeight&&s.clientHeight<Number.parseInt(Sn,10));return e.style.height=n,r??null}function Xr(e,t){
let n=e.getBoundingClientRect().top-t.getBoundingClientRect().top,r=Number.parseFloat(getComputedStyle(t).paddingBottom)||0;return Math.round(n+t.scrollTop-t.clientTop+
r)}function Tt(e,t){let n=e.parentElement;t!==e.classList.contains("whole")&&(n&&(n.style.minHeight=t?`${e.offsetHeight}px`:""),e.classList.toggle("whole",t),"popo\
ver"in e&&(e.popover=t?"manual":null,t&&e.showPopover()))}var Mn=0;function ee(){return Mn+=1,`imagegen-${Date.now().toString(36)}-${Mn}`}var jr=4e3,be=class extends Error{words;constructor(t){super(t.join(" ")||"There is no kernel to send it to."),this.words=t}};function re(e){return e instanceof
be?e.words:[e instanceof Error?e.message:String(e)]}function Cn(e){let t=ee(),n=S("well"),r=new Map,s=new Map,i,a=0,u=!1;function p(){clearTimeout(i),i=void 0,n.
value="well"}function f(c,{resolve:h,reject:m}){s.delete(c.id),c.kind==="refused"?m(new be(c.words)):h(c)}function l(c,h=[]){p();let m=c?.view===t?s.get(c.id??0):
void 0;if(m)f(c,m);else for(let g of r.get(c?.kind??"")??[])g(c,h)}function d(c,h,m=[]){if(u)return!1;try{let g=e.send({kind:c,...h},void 0,m);Qr(g)&&g.catch(()=>n.
value="gone")}catch{return clearTimeout(i),n.value="gone",!1}return i??=setTimeout(()=>n.value="silent",jr),!0}let v=()=>d("hello",{});return e.on("msg:custom",
l),e.on("change:_status",p),e.on("comm_live_update",v),{view:t,state:n,nextId:()=>++a,send:d,ask(c,h,m=[]){let g=h.id??++a;return new Promise((y,_)=>{s.set(g,{resolve:y,
reject:_}),!d(c,{view:t,id:g,...h},m)&&(s.delete(g),_(new be([])))})},on(c,h){let m=r.get(c)??new Set;r.set(c,m.add(h))},close(){u=!0,clearTimeout(i),e.off("msg\
:custom",l),e.off("change:_status",p),e.off("comm_live_update",v),r.clear();for(let{reject:c}of s.values())c(new be([]));s.clear()}}}function Qr(e){return typeof e?.
catch=="function"}var Yr={tile:600,thumbnail:20,full:6},Zr=60;function Pn(e){let t=new Map,n=[];function r(u){let p=t.get(u);p?.url&&URL.revokeObjectURL(p.url),t.delete(u)}function s(){
for(let[u,p]of Object.entries(Yr)){let f=[...t.keys()].filter(l=>l.startsWith(`${u} `)&&t.get(l)?.url);for(let l of f.slice(0,Math.max(0,f.length-p)))r(l)}}function i(){
for(;n.length;)e.send("tiles",{hashes:n.splice(0,Zr)})}function a(u,p,f,l){let d=t.get(`${u} ${p}`);if(!(!d||d.url||!l)){d.url=URL.createObjectURL(new Blob([l],
{type:`image/${f}`}));for(let v of d.waiting.splice(0))v(d.url)}}return e.on("tiles",({hashes:u},p)=>{for(let[f,l]of u.entries())a("tile",l,"webp",p[f]);s()}),e.
on("picture",({hash:u,size:p,type:f},[l])=>{a(p,u,f,l),s()}),e.on("missing",({hash:u,size:p})=>{let f=t.get(`${p} ${u}`);t.delete(`${p} ${u}`);for(let l of f?.waiting??
[])l("")}),{held:(u,p)=>t.get(`${p} ${u}`)?.url??"",url(u,p){let f=`${p} ${u}`,l=t.get(f);return l?.url?(t.delete(f),t.set(f,l),Promise.resolve(l.url)):new Promise(
d=>{l?l.waiting.push(d):(t.set(f,{url:"",waiting:[d]}),p!=="tile"?e.send("picture",{hash:u,size:p}):n.push(u)===1&&queueMicrotask(i))})},close(){n=[];for(let u of[
...t.keys()])r(u)}}}async function Bn(e,t){try{return await navigator.clipboard.writeText(e),!0}catch{let n=document.activeElement,r=document.createElement("textarea");r.value=e,r.
className="held",t.append(r),r.select();let s=document.execCommand("copy");return r.remove(),n instanceof HTMLElement&&n.focus(),s}}async function Ln(e,t){let n=await eo(t),r={id:e.nextId(),name:t.name,total:n.size},s=0;for(;;){let i=await n.slice(s,s+524288).arrayBuffer(),a=await e.ask("upl\
oad",{...r,start:s},[i]);if(a.kind==="uploaded")return a;s=a.received}}async function eo(e){let t=URL.createObjectURL(e);try{let n=await to(t,e.name),{naturalWidth:r,
naturalHeight:s}=n;if(r*s>5e7){let u=Math.round(r*s/1e6);throw new Error(`${e.name} has ${u} megapixels; 50 is the most. Make it smaller first.`)}let i=["image/\
png","image/jpeg","image/webp"].includes(e.type),a=e.size>4e6||Math.max(r,s)>2*2048;return i&&!a?e:await no(n,e)}finally{URL.revokeObjectURL(t)}}function to(e,t){
let n=new Image;return new Promise((r,s)=>{n.onload=()=>r(n),n.onerror=()=>s(new Error(`${t} is no picture that a browser can read.`)),n.src=e})}async function no(e,t){
let{naturalWidth:n,naturalHeight:r}=e,s=Math.min(1,2048/Math.max(n,r)),i=document.createElement("canvas");i.width=Math.max(1,Math.round(n*s)),i.height=Math.max(
1,Math.round(r*s)),i.getContext("2d")?.drawImage(e,0,0,i.width,i.height);let a=t.type==="image/jpeg"?"image/jpeg":"image/webp",u=await new Promise(p=>i.toBlob(p,
a,.92));if(!u)throw new Error(`${t.name} could not be made smaller.`);return u}var et=8,ro=300;function An({line:e,say:t,open:n,sent:r}){let s=S(""),i=S(""),a=S(""),u=S([]),p=S([]),f=S({words:"",fine:!0}),l=S(null),d=S(""),v=S(!1),c=Y(),h=Y(),
m,g=()=>({template:s.peek(),model:i.peek().trim(),aspect:a.peek(),inputs:u.peek().map(({ref:b})=>b)});function y(b){p.value=b}function _(){clearTimeout(m),m=void 0,
!Ne(h.current)&&e.send("compose",{view:e.view,...g()})}function M(b){s.value=b,clearTimeout(m),m=setTimeout(_,ro)}function w(b){s.value=b,_(),h.current?.focus()}
function L(){if(y([]),!s.peek().trim()){y(["Write what to paint first."]),h.current?.focus();return}m&&_(),r(),e.ask("generate",g()).then(({replayed:b})=>{b&&n(
b),t(b?`That is @${b} already, at no new call. Again makes a new take.`:"Asked.")},b=>y(re(b)))}function q(b){u.value=b,_()}function z(b,A=u.peek().length){let C=u.
peek();if(C.some(({ref:G})=>G===b.ref))return t(`${b.label} is an input already.`);if(A>=et)return y([`${et} inputs are the most.`]);q([...C.slice(0,A),b,...C.slice(
A+1)]),t(`${b.label} is input ${A+1}.`)}function x(b,A){let C=[...u.peek()],[G,F]=[C[b],C[b+A]];return!G||!F?!1:([C[b],C[b+A]]=[F,G],q(C),!0)}async function D({
files:b,folder:A},C){if(y([]),A)return y(["A folder can't be an input. Drop the pictures in it."]);if(b.length===0)return y(["There was no picture in what was d\
ropped."]);let G=C===void 0?et-u.peek().length:1;if(b.length>G){let F=C===void 0?`${et} inputs are the most`:"one replaces one";return y([`${b.length} files are\
 too many: ${F}.`])}for(let F of b)await W(F,C)}async function W(b,A){d.value=b.name;try{let{ref:C,hash:G,prompt:F,by:E}=await Ln(e,b);z({ref:C,hash:G,label:b.name},
A),F&&(l.value={name:b.name,prompt:F,by:E})}catch(C){y(re(C))}d.value=""}return e.on("plan",({view:b,words:A,fine:C})=>{b===e.view&&(f.value={words:A,fine:C})}),
{template:s,model:i,aspect:a,inputs:u,complaint:p,plan:f,offer:l,sending:d,hovered:v,form:c,box:h,composition:g,complain:y,write:M,generate:L,add:z,move:x,take:D,
setModel(b){i.value=b},setAspect(b){a.value=b,_()},tell:_,remove:b=>q(u.peek().filter((A,C)=>C!==b)),hover(b){v.value=b},takeOffer(){let b=l.peek()?.prompt??"";
l.value=null,w(b)},hideOffer(){l.value=null},edit(b){u.value=[b],w(""),t(`Say what to change about ${b.label}.`)},use:w,show(b){let A=b.template??b.prompt;if(b.
view===e.view||m!==void 0||Ne(h.current)||A===void 0)return;let G=new Map(u.peek().map(({ref:F,label:E})=>[F,E]));X(()=>{s.value=A,i.value=b.model??"",a.value=b.
aspect??"",u.value=(b.inputs??[]).map((F,E)=>({ref:F,hash:b.hashes?.[E]??"",label:G.get(F)??F}))})},statusChanged(b){b.error?.length&&y(b.error)},close(){m&&_()}}}var Hn=84,De=6,oo=2e3,Nn=200;function Dn(e){let t=Y(),n=S(1),r=S(Hn),s=S({top:0,bottom:0}),i=S(0),a=0,u=S(0),p=0,f={number:0,until:0};function l(){let c=t.current;
if(!c||c.clientWidth===0)return;let h=Math.max(3,Math.floor((c.clientWidth+De)/(Hn+De))),m=Math.floor((c.clientWidth+De)/h),g=Math.floor(c.scrollTop/m),y=Math.ceil(
(c.scrollTop+c.clientHeight)/m);X(()=>{n.value=h,r.value=m;let _=s.peek();(_.top!==g||_.bottom!==y)&&(s.value={top:g,bottom:y})})}function d(c){i.value=c,a=e.at(
c)?.number??0}function v(c){c<0||c>=e.total.peek()||(f={number:0,until:0},X(()=>{d(c),u.value=u.peek()+1}))}return{list:t,columns:n,side:r,rows:s,active:i,focusings:u,
measure:l,go:v,stand:d,anchor:()=>(p||=e.at(i.peek())?.number??0,p),setAnchor:c=>{p=c},reveal(){let c=t.current;if(!c)return;let h=Math.floor(i.peek()/n.peek())*
r.peek();h<c.scrollTop&&(c.scrollTop=h);let m=h+r.peek();m>c.scrollTop+c.clientHeight&&(c.scrollTop=m-c.clientHeight)},follow(){let c=Math.max(0,e.total.peek()-
1);i.peek()>c&&(i.value=c);let h=e.at(i.peek());if(h&&a&&h.number!==a){let y=e.indexOf(a);y>=0?i.value=y:a=h.number}let g=f.number&&performance.now()<f.until?e.
indexOf(f.number):-1;g>=0&&v(g)},focus(c){let h=e.indexOf(c);v(h>=0?h:i.peek()),h<0&&(f={number:c,until:performance.now()+oo})},after(c){let h=_=>{let M=e.at(_);
return M&&!c.includes(M.number)?M:null},m=c.includes(a)?a:c[0]??0,g=Math.max(0,e.indexOf(m)),y=Math.min(e.total.peek(),g+Nn);for(let _=g;_<y;_+=1)if(h(_))return h(
_);for(let _=g;_>=Math.max(0,g-Nn);_-=1)if(h(_))return h(_);return null},rewind(){t.current&&(t.current.scrollTop=0),i.value=0,a=p=0}}}var ue=60,In=2400;function Rn(e,t){let n=new Map,r=new Set,s=new Set,i=[],a=S(0),u=S(""),p=S(0);function f(){p.value=p.peek()+1,t()}e.on("entries",({view:m,query:g,
start:y,entries:_})=>{if(m!==e.view||g!==u.peek())return;let M=performance.now();for(let w=0;w<ue;w+=1){let L=_[w];L?n.set(y+w,{...L,received:M}):n.delete(y+w)}
s.delete(y/ue),r.add(y/ue),l(y),c(),f()});function l(m){if(!(n.size<=In))for(let g of n.keys())Math.abs(g-m)<In/2||(n.delete(g),r.delete(Math.floor(g/ue)))}function d(m){
if(r.has(m)||s.has(m))return;let g={view:e.view,query:u.peek(),start:m*ue,count:ue};e.send("entries",g)&&s.add(m)}function v(m,g){let y=[];for(let _=m;_<=g;_+=1){
d(Math.floor(_/ue));let M=n.get(_);M&&y.push(M)}return y}function c(){let m=i;i=[];for(let g of m){let y=Math.min(g.last,a.peek()-1),_=v(g.first,y);_.length>y-g.
first?g.resolve(_):i.push(g)}}function h(m){for(let[g,y]of n)if(y.number===m&&g<a.peek())return g;return-1}return{total:a,query:u,version:p,renew(m,g=u.peek()){
let y=g!==u.peek(),_=y?0:m-a.peek();if(y){n=new Map;for(let{resolve:M}of i.splice(0))M([])}else _>0&&(n=new Map([...n].map(([M,w])=>[M+_,w])));r=new Set,s=new Set,
a.value=m,u.value=g,f()},drop(m){let g=[...n].filter(([,_])=>m.includes(_.number)).map(([_])=>_),y=_=>_-g.filter(M=>M<_).length;n=new Map([...n].filter(([_])=>!g.
includes(_)).map(([_,M])=>[y(_),M])),a.value=a.peek()-g.length,f()},at(m){return m<0||m>=a.peek()?null:(d(Math.floor(m/ue)),n.get(m)??null)},reach(m,g){return new Promise(
y=>{i.push({first:m,last:g,resolve:y}),c()})},indexOf:h,find:m=>n.get(h(m))??null}}var so=3e4;function On(e){let t=S(null),n=Y(),r,s=!1;function i(){clearTimeout(r),t.value=null}function a(){clearTimeout(r),r=setTimeout(()=>{n.current?.matches(
":hover, :focus-within")?a():i()},so)}return{shown:t,element:n,hide:i,undo(){let u=t.peek()?.undo;i(),u?.()},show(u,{undo:p=null,failed:f=!1}={}){s||(t.value={lines:u,
failed:f,undo:p},e(u.join(" ")+(p?". Undo brings it back.":"")),a())},close(){s=!0,clearTimeout(r)}}}var io=250;function Kn(e){let t=Y(),n=S(""),r=S({query:"",count:0}),s=S([]),i;function a(){clearTimeout(i),Ne(t.current)||e(n.peek().trim())}return{box:t,text:n,
found:r,refusal:s,query:()=>n.peek().trim(),ask:a,type(u){n.value=u,clearTimeout(i),i=setTimeout(a,u?io:0)},write(u){n.value=u,a()},clear(){n.value="",a(),t.current?.
focus()},tell(u,p){s.value=[],r.value={query:u,count:p}},refuse(u,p){let f=p?`Still shown is what “${p}” finds.`:"Still shown is everything.";s.value=[...u,
f]},close:()=>clearTimeout(i)}}var me=100;function Un({line:e,model:t,complain:n}){let r=S([]),s=0,i=j(()=>r.value.map(({number:d})=>d).filter(Boolean)),a=j(()=>new Map(r.value.filter(({ref:d})=>d).
map(({number:d},v)=>[d,v+1]))),u=()=>r.peek().map(({ref:d})=>d).filter(Boolean),p=()=>t.get("picked")??[];function f(d){let v=u().join();r.value=d.slice(0,me),u().
join()!==v&&(s+=1,e.ask("pick",{picked:u()}).catch(n).finally(()=>{s-=1,l()}))}function l(){s||u().join()===p().join()||(r.value=p().map(d=>({number:uo(d),ref:d})))}
return{numbers:i,orders:a,follow:l,has:d=>r.value.some(v=>v.number===d),set:d=>f(d.map(Wn)),toggle(d){let v=r.peek().filter(({number:c})=>c!==d.number);f(v.length<
r.peek().length?v:[...v,Wn(d)])},drop:d=>f(r.peek().filter(({number:v})=>!d.includes(v))),clear:()=>f([])}}var Wn=({number:e,pictures:t})=>({number:e,ref:t.length?
`@${e}`:""});function uo(e){let t=/^@(\d+)(\.\d+)?$/.exec(e);return t?Number(t[1]):0}function Fn({line:e,model:t,say:n,input:r,show:s,open:i,changed:a}){let u=0,p=0,f=0,l=0,d=Rn(e,()=>{v.follow(),a()}),v=Dn(d),c=Un({line:e,model:t,complain:g}),h=Kn(
y),m=On(n);function g(E){let T=re(E);m.show(T.length?T:[String(E.message)],{failed:!0})}async function y(E){p+=1;let T=p;try{let H=E?(await e.ask("search",{query:E})).
count:u;if(T!==p)return;let N=E!==d.query.peek();d.renew(H,E),N&&v.rewind(),h.tell(E,H)}catch(H){T===p&&h.refuse(re(H),d.query.peek())}}async function _(){f+=1;
let E=f,T=d.query.peek();if(!T)return d.renew(u);let H=await e.ask("search",{query:T}).then(N=>N.count,()=>d.total.peek());E!==f||T!==d.query.peek()||(d.renew(H),
h.query()===T&&h.tell(T,H))}function M(E,T){s(E),T&&c.numbers.peek().length===me&&!c.has(E.number)?m.show([`${me} are selected; more can't be at a time.`]):T?c.
toggle(E):E.pictures.length&&c.set([E])}function w(E,T){v.go(E);let H=d.at(E);H&&(v.setAnchor(H.number),M(H,T))}async function L(E,T){l+=1;let H=l,N=Math.abs(T-
E)+1,te=Math.min(N,me)-1,[Sr,$r]=E<=T?[E,E+te]:[E-te,E],it=await d.reach(Sr,$r);H!==l||it.length===0||(c.set(E<=T?it:it.reverse()),N<=me?n(`${N} selected.`):m.show(
[`${me} of ${N.toLocaleString("en")} are selected; more can't be at a time.`]))}function q(E){let T=v.anchor();v.go(E);let H=d.indexOf(T);L(H<0?E:H,E)}function z(){
c.clear(),v.focus(0),n("Nothing is selected.")}function x(E,T){m.hide(),D(E,T).then(()=>n(lo(T)),g)}function D(E,T){return T.kind==="rate"?e.ask("rate",{numbers:E,
rating:T.rating}):T.kind==="tag"?e.ask("tag",{numbers:E,changes:T.changes}):e.ask("annotate",{number:E[0]??0,note:T.note})}function W(E,T){let H=te=>T?.number===
te?T:d.find(te),N=E.every(te=>H(te)?.starred);x(E,{kind:"tag",changes:[N?"-starred":"starred"]})}function b(E){m.hide();let T=v.after(E),H=d.total.peek();c.drop(
E),d.drop(E),T?(s(T),v.focus(T.number)):h.box.current?.focus(),e.ask("delete",{numbers:E}).then(({numbers:N})=>m.show([`${N.length} deleted`],{undo:()=>A(N)}),N=>{
d.renew(H),g(N)})}function A(E){m.hide(),v.focus(Math.max(...E)),e.ask("restore",{numbers:E}).then(({numbers:T})=>{m.show([T.length===1?"1 is back":`${T.length}\
 are back`]),T.length&&i(Math.max(...T))},g)}function C(E){m.show([`exporting ${E.length} …`]),e.ask("export",{numbers:E}).then(({words:T})=>m.show([T]),g)}function G(E,T,H){
let{key:N}=E,te=E.ctrlKey||E.metaKey;if(E.altKey||E.repeat)return!1;if(te&&N==="z")m.undo();else if(N==="Delete"||E.metaKey&&N==="Backspace")(T.deleted?A:b)(H);else{
if(te)return!1;if(/^[0-5]$/.test(N))x(H,{kind:"rate",rating:Number(N)});else if(N==="s")W(H,T);else if(N==="e"||N==="a")r(N==="e"?"edit":"add",T);else if(N==="E\
scape"&&c.numbers.peek().length)z();else return!1}return!0}function F(E,T){let H=c.numbers.peek();return G(E,T,H.includes(T.number)?H:[T.number])}return{entries:d,
cursor:v,selection:c,search:h,outcome:m,take:w,extend:L,extendTo:q,clear:z,mark:x,star:W,remove:b,restore:A,save:C,press:G,pressTile:F,statusChanged(E){u=E,_()},
close(){h.close(),m.close()}}}function lo(e){if(e.kind==="rate")return e.rating?`Rated ${e.rating} of 5.`:"The rating is taken away.";if(e.kind==="annotate")return"\
The note is kept.";let t=e.changes[0]??"";return t.endsWith("starred")?t.startsWith("-")?"The star is taken away.":"Starred.":`Tags: ${e.changes.join(" ")}`}var St="imagegen-panel";function $t(e){try{return Number(localStorage.getItem(`${St}-${e}`))||0}catch{return 0}}function Mt(e,t){try{t?localStorage.setItem(`${St}\
-${e}`,String(t)):localStorage.removeItem(`${St}-${e}`)}catch{}}var co=720,tt=420,po=280,nt=200,fo=16,we=16;function qn(){let e=S("make"),t=S("picture"),n=S(""),r=S(!1),s=S($t("height")),i=S($t("history")),a=S({seen:1/0,own:!1}),
u=j(()=>{let{seen:f,own:l}=a.value;return l?Math.max(po,f):Math.max(tt,s.value||Math.min(co,f-fo))}),p=j(()=>r.value||a.value.own);return{tab:e,part:t,sheet:n,whole:r,
height:u,history:i,fills:p,show(f){e.value=f},turnTo(f){t.value=f},open(f){n.value=f},closeSheet(){n.value=""},toggleWhole(){r.value=!r.peek()},measure(f){let{seen:l,
own:d}=a.peek();(l!==f.seen||d!==f.own)&&(a.value=f)},resize(f){s.value=f&&Math.max(tt,Math.round(f)),Mt("height",s.peek())},widen(f){i.value=f&&Math.max(nt,Math.
round(f)),Mt("history",i.peek())}}}function zn(){let e=S({words:"",count:0});return{said:e,say(t){e.value={words:t,count:e.peek().count+1}}}}function Vn({line:e,entries:t,mark:n,complain:r}){let s=S(null),i=S(null),a=S(0),u=S(""),p=S(""),f=Y(),l="",d=!0,v=0,c=0,h=!1,m=!1;function g(){let x=document.activeElement;
return!!(x?.matches("input, textarea")&&f.current?.contains(x))}function y(x){let D=s.peek()?.number;D&&n([D],x)}function _(){!s.peek()||u.peek().trim()===l.trim()||
(l=u.peek(),y({kind:"annotate",note:l}))}function M(x){u.peek()===l&&(u.value=x),l=x}function w(x){c+=1;let D=s.peek(),W=D?.number!==x.number;!W&&D?.status===x.
status||(W&&_(),X(()=>{W&&(u.value=l=p.value="",i.value=null),a.value=x.main,s.value=x}),L())}async function L(){m=h;let x=s.peek()?.number;if(!(h||!x)){h=!0;try{
let D=await e.ask("details",{number:x});s.peek()?.number===D.entry.number&&q(D.entry,D.details)}catch{}h=!1,m&&L()}}function q(x,D){X(()=>{s.peek()?.status!==x.
status&&(a.value=x.main),s.value=x,i.value=D,M(D.note)})}async function z(x){d=!1;let D=t().find(x);if(D)return w(D);c+=1;let W=c;try{let{entry:b}=await e.ask("\
details",{number:x});W===c&&w(b)}catch(b){r(re(b))}}return{shown:s,details:i,position:a,note:u,newTags:p,marks:f,open:z,renew:L,markShown:y,turnTo(x){a.value=x},
writeTags(x){p.value=x},writeNote(x){u.value=x},keepNote:_,dropNote(){u.value=l},look(x){d=t().at(0)?.number===x.number,w(x)},followNext(){d=!0},follow(){if(!d||
g())return;let x=t().query.peek()?null:t().at(0);x&&w(x)},followNew(x){let D=v>0&&x>v;v=x,!(!D||!d||g()||!t().query.peek())&&(z(x),d=!0)},close:_}}function Jn(e,t){let n=Cn(e),r=Pn(n),{said:s,say:i}=zn(),a=S({}),u=S(performance.now()),p=Date.now()/1e3,f=qn(),l=An({line:n,say:i,open:w=>v.open(w),sent:()=>v.
followNext()}),d=Fn({line:n,model:e,say:i,input:h,show:w=>v.look(w),open:w=>v.open(w),changed:()=>v.follow()}),v=Vn({line:n,entries:()=>d.entries,mark:(w,L)=>d.
mark(w,L),complain:l.complain}),c=w=>l.complain(re(w));function h(w,L,q=L.main){let z=L.pictures[q];if(!z)return;let x=q===L.main?`@${L.number}`:`@${L.number}.${q+
1}`;l[w]({ref:x,hash:z.hash,label:x})}async function m(w,L){i(await Bn(w,t)?`${L} is copied.`:"The browser doesn't allow copying.")}let g=w=>w.then(({text:L})=>m(
L,"The cell")).catch(c);n.on("refused",({view:w,id:L,words:q})=>{w===n.view&&L===0&&l.complain(q)});function y(){let w=e.get("_status")??{},{total:L}=w;L!==void 0&&
(X(()=>{a.value=w,u.value=performance.now(),l.statusChanged(w),d.statusChanged(L),v.followNew(w.newest??0)}),v.renew())}let _=()=>d.selection.follow(),M=()=>l.show(
e.get("_composer")??{});return e.on("change:_status",y),e.on("change:picked",_),e.on("change:_composer",M),M(),_(),y(),n.send("hello",{}),{kernel:n.state,pictures:r,
said:s,status:a,statusCame:u,opened:p,unsendable:j(()=>n.state.value==="gone"?"Nothing is sent without a kernel; the prompt is kept.":""),layout:f,composer:l,viewing:v,
history:d,input:h,again(w){v.followNext(),n.ask("again",{number:w.number}).then(()=>i("Asked once more."),c)},stop:w=>n.send("stop",{job:w}),waitAgain:w=>n.send(
"waitAgain",{job:w}),removeWaiting:()=>n.send("removeWaiting",{}),copyText:m,copyPrompt:w=>m(w,"The prompt"),copyCell:w=>g(n.ask("cell",{number:w.number})),copyComposedCell:()=>g(
n.ask("composedCell",l.composition())),close(){e.off("change:_status",y),e.off("change:picked",_),e.off("change:_composer",M),l.close(),v.close(),d.close(),r.close(),
n.close()}}}var Gn=Yt(null),Xn=Gn.Provider;function k(){let e=cn(Gn);if(!e)throw new Error("a view outside of the panel");return e}var mo=Symbol.for("pv"),ho=0;function o(e,t,n,r,s,i){t||(t={});var a,u,p=t;if("ref"in p&&typeof e!="function")for(u in p={},t)u=="ref"?a=t[u]:p[u]=t[u];var f={type:e,props:p,key:n,ref:a,__k:null,
__:null,__b:0,__e:null,__c:null,constructor:mo,__v:--ho,__i:-1,__u:0};return(s||i)&&(f.__source=s,f.__self=i),B.vnode&&B.vnode(f),f}function $({press:e,...t}){return o("button",{type:"button",onClick:e,...t})}function ke({press:e,...t}){return o($,{press:n=>n.detail<2&&e(n),...t})}var se={autoComplete:"\
off",autoCapitalize:"none",autoCorrect:"off",spellcheck:!1};function Q({name:e}){return o("i",{class:`icon icon-${e}`,"aria-hidden":"true"})}function Ee({icon:e,
name:t,hint:n=t,class:r="",...s}){return o($,{class:`icon-only ${r}`,"aria-label":t,title:n,...s,children:o(Q,{name:e})})}function le({of:e}){return e.map((t,n)=>o(
"span",{children:t},n))}function ce(e,t,n=!0){let{pictures:r}=k(),[s,i]=Ce({hash:"",url:""}),a=s.hash===e;return V(()=>{if(!n||!e||a)return;let u=!0;return r.url(e,t).then(p=>u&&i({hash:e,
url:p})),()=>{u=!1}},[e,t,n,a,r]),a&&e?s.url:null}function xe(e){let[t,n]=Ce(e);return V(()=>{n(performance.now());let r=setInterval(()=>n(performance.now()),1e3);
return()=>clearInterval(r)},[e]),Math.max(0,t-e)/1e3}function rt(){let{money:e}=k().status.value;if(!e)return null;let{spent:t,budget:n}=e;return o("span",{class:"today",title:jn(e),children:["today ",o("b",{class:"\
digits",children:J(t)}),n!==null&&o(P,{children:[` of ${J(n)}`,o(Ct,{money:e,budget:n})]})]})}function Ct({money:e,budget:t}){let n=r=>`${Math.min(100,t?100*r/t:
100)}%`;return o("span",{class:"meter",role:"img","aria-label":jn(e),children:[o("i",{class:"spent",style:{width:n(e.spent)}}),o("i",{class:"held-money",style:{
width:n(e.held)}})]})}function jn({spent:e,held:t,budget:n}){return[`${J(e)} spent today`,t||n!==null?`${J(t)} held`:"",n===null?"no budget":`${J(Math.max(0,n-e-
t))} left`].filter(Boolean).join(", ")}function J(e){let t=Math.abs(e*100-Math.round(e*100))<1e-6;return e>=1||t?`$${e.toFixed(2)}`:`$${Number(e.toPrecision(3))}`}function Qn(){let{status:e}=k(),{listed:t=[],running:n=0,waiting:r=0}=e.value.jobs??{},s=[n&&`Under way ${n}`,r&&`waiting ${r}`];return o("section",{class:"queu\
e wide-only","aria-label":"Under way, in short",children:[o("div",{class:"heading",children:s.filter(Boolean).join(" · ")||"Nothing under way"}),o("ul",{children:t.
map(i=>o(go,{job:i},i.id))})]})}function go({job:e}){let t=Bt(e);return o("li",{children:[o("span",{class:"row",children:[o("b",{class:"cut",children:e.model}),
o("span",{class:"grey digits",children:e.number?`${Math.floor(t)} s`:"waiting"}),o("span",{class:"spring"}),o(ot,{job:e,class:"link"})]}),e.number>0&&o(Pt,{job:e,
seconds:t}),o("span",{class:"row grey",children:[o("span",{class:"cut",title:e.prompt,children:e.prompt}),o("span",{class:"spring"}),o("span",{class:"digits",children:Te(
e,t)})]})]})}function ot({job:e,class:t}){let{stop:n}=k();return o($,{press:()=>n(e.id),class:t,title:e.number?"The picture is still filed when it comes; it may\
 be billed.":"Nothing was sent.",children:e.number?"Stop waiting":"Remove"})}function Pt({job:e,seconds:t}){if(!e.high)return null;let n=Math.max(e.high*1.2,t*1.05),
r=s=>`${100*s/n}%`;return o("span",{class:"time-track",role:"img","aria-label":`${Math.floor(t)} s, ${Te(e,t)}`,children:[o("i",{class:"usual",style:{left:r(e.low),
width:r(e.high-e.low)}}),o("i",{class:"so-far",style:{width:r(t)}})]})}function Bt(e){return e.seconds+xe(k().statusCame.value)}var Ie=(e,t)=>e.high>0&&t>e.high;
function Te(e,t){if(!e.high||!e.number)return"";if(Ie(e,t))return"slower than 9 of 10";let[n,r]=[Math.max(1,Math.round(e.low)),Math.max(1,Math.round(e.high))];return n===
r?`usually ${n} s`:`usually ${n}–${r} s`}function Yn(e,t){let n=e.pause-t;return n>0?`goes on in ${Math.ceil(n)} s`:""}var _o=3,vo={well:"",silent:"No answer from the kernel yet. If a cell runs, this waits for it; if the kernel was restarted, run the cell with %imagegen panel ag\
ain.",gone:"No kernel: run the cell with %imagegen panel again. What is shown stays; nothing can be sent."};function er(){let{kernel:e,status:t}=k(),{waits:n}=t.
value,r=e.value==="silent"&&n?"":vo[e.value];return o("footer",{class:"foot","data-kernel":r?e.value:"well",children:[o("span",{class:"notice cut",role:"alert",
hidden:!r,title:r,children:[r&&o(Q,{name:"warning"}),r]}),!r&&n&&o("span",{class:"cut",children:[o(Q,{name:"paused"})," a cell runs: what you ask is sent after \
it"]}),!r&&o(yo,{}),o("span",{class:"spring"}),o(ko,{})]})}function yo(){let{layout:e,status:t,statusCame:n}=k(),r=xe(n.value),{listed:s=[],running:i=0,waiting:a=0}=t.
value.jobs??{};if(!i&&!a)return o(Zn,{});let u=s.filter(({number:f})=>f).slice(0,_o),p=u.map(f=>bo(f,f.seconds+r));return i>u.length&&u.length&&p.push(`${i-u.length}\
 more`),a&&p.push(`${a} waiting`),o(P,{children:[o("span",{class:"narrow-only cut under-way",title:p.join(" · "),children:[o(Q,{name:"clock"})," ",o("b",{children:`${i}\
 under way`}),o("span",{class:"digits",children:p.map(f=>` · ${f}`).join("")})]}),o($,{press:()=>e.show("jobs"),class:"link narrow-only",children:"Stop waiting\
 …"}),o("span",{class:"wide-only cut",children:o(Zn,{})})]})}function bo(e,t){let n=Te(e,t),r=n&&(Ie(e,t)?`, ${n}`:` of ${n}`);return`${e.model} ${Math.floor(
t)} s${r}`}function Zn(){let{status:e,opened:t}=k(),{ended:n=[],running:r=0}=e.value.jobs??{},s=n.find(({at:u})=>u>t);if(!s)return r?null:o("span",{class:"cut",
children:"Nothing under way"});let i=s.how==="failed",a=wo(s);return o("span",{class:i?"cut failed":"cut",title:a,children:[o(Q,{name:i?"warning":"check"})," ",
a]})}function wo({number:e,how:t,words:n,seconds:r,cost:s}){let i=e?`@${e}`:"It";if(t==="failed")return`${i} failed: ${n}`;if(t==="stopped")return`${i} was stop\
ped`;let a=r>=1?` after ${Math.round(r)} s`:"";return[`${i} came${a}`,s?J(s):""].filter(Boolean).join(" · ")}function ko(){let{shown:e,element:t,undo:n}=k().history.
outcome,r=e.value;if(!r)return null;let s=r.lines.join(" ");return o("span",{ref:t,class:r.failed?"outcome failed":"outcome",children:[o("span",{class:"cut",title:s,
children:s}),r.undo&&o(P,{children:[o($,{press:n,class:"link",children:"Undo"}),o("kbd",{class:"roomy",children:"Ctrl Z"})]})]})}function tr(){let{height:e,resize:t,fills:n}=k().layout,r=I({y:0,height:0});function s(u){let p={ArrowUp:-we,ArrowDown:we}[u.key]??0;p&&(u.preventDefault(),t(e.
peek()+p))}function i(u){r.current={y:u.clientY,height:e.peek()},u.currentTarget.setPointerCapture(u.pointerId)}function a(u){u.currentTarget.hasPointerCapture(
u.pointerId)&&t(r.current.height+u.clientY-r.current.y)}return n.value?null:o("div",{class:"handle",role:"separator",tabIndex:0,"aria-orientation":"horizontal",
"aria-label":"Height of the panel","aria-valuenow":e.value,"aria-valuemin":tt,title:"Drag, or ↑ and ↓; a double-click brings its own height back",onKeyDown:s,
onPointerDown:i,onPointerMove:a,onDblClick:()=>t(0)})}var he=[["make","Make"],["jobs","Jobs"]];function nr({id:e}){let{layout:t}=k();return o("header",{children:[o("b",{children:"imagegen"}),o(Eo,{id:e}),o("span",{
class:"spring"}),o("span",{class:"roomy from",children:[o(Lt,{}),o(rt,{})]}),o("span",{class:"roomy",children:[o(Ee,{icon:"keys",name:"Keys",hint:"Keys (?)",class:"\
small",press:()=>t.open("keys")}),o(At,{})]}),o(Ee,{icon:"more",name:"More views, keys",class:"small tight-only",press:()=>t.open("more")})]})}function Eo({id:e}){
let{layout:t,status:n}=k(),r=I(null),{running:s=0,waiting:i=0}=n.value.jobs??{},a=s+i;function u(p){let f=he.findIndex(([v])=>v===t.tab.peek()),l={ArrowRight:(f+
1)%he.length,ArrowLeft:(f+he.length-1)%he.length,Home:0,End:he.length-1}[p.key],[d]=he[l??-1]??[];d&&(p.preventDefault(),t.show(d),r.current?.querySelectorAll("\
button")[l??0]?.focus())}return o("div",{class:"tabs",role:"tablist","aria-label":"Views",ref:r,onKeyDown:u,children:he.map(([p,f])=>{let l=t.tab.value===p,d=p===
"jobs"&&a>0;return o($,{press:()=>t.show(p),role:"tab",id:`${e}-tab-${p}`,"aria-controls":`${e}-view-${p}`,"aria-selected":l,"aria-describedby":d?`${e}-count`:void 0,
tabIndex:l?0:-1,children:[f,d&&o(P,{children:[o("span",{class:"count","aria-hidden":"true",children:a}),o("span",{id:`${e}-count`,hidden:!0,children:`${a} under\
 way or waiting`})]})]},p)})})}function Lt(){let{gateway:e="",sketches:t}=k().status.value;return o("span",{class:"where cut",children:t?"offline sketches":e})}
function At(){let{layout:e}=k(),t=e.whole.value;return o(Ee,{icon:t?"not-whole-window":"whole-window",name:"The whole window",hint:t?"Back into the page (f or E\
sc)":"The whole window (f)",class:"small","aria-pressed":t,press:e.toggleWhole})}function or(){let{status:e,layout:t}=k(),{jobs:n,atOnce:r=0}=e.value;if(t.tab.value!=="jobs"||!n)return null;let{listed:s,running:i,waiting:a,ended:u,trouble:p,
unsent:f}=n;return o("div",{class:"jobs",children:[p.length>0&&o(xo,{lines:p,unsent:f}),o(To,{}),o("section",{"aria-label":"Under way",children:[o("div",{class:"\
title",children:[o("span",{class:"heading",children:`Under way ${i}`}),o("span",{class:"grey",children:`at most ${r} at a time`})]}),o("ol",{children:s.filter(({
number:l})=>l).map(l=>o(So,{job:l},l.id))})]}),a>0&&o($o,{jobs:s.filter(({number:l})=>!l),count:a}),u.length>0&&o(Co,{jobs:u}),o("p",{class:"grey",children:"The\
 usual time goes from the median to the slowest tenth of your own calls; below five calls none is shown."})]})}function xo({lines:e,unsent:t}){return o("div",{class:"\
alert",role:"alert",children:[o(le,{of:e}),t>0&&o("span",{children:t===1?"1 was not sent.":`${t} were not sent.`})]})}function To(){let{status:e,layout:t}=k(),{
money:n}=e.value;if(!n)return null;let{spent:r,held:s,budget:i,paid:a,holding:u}=n,p=i===null?0:Math.max(0,i-r-s);return o("section",{class:"budget","aria-label":"\
Budget",children:[o("div",{class:"row",children:[o("span",{children:[o("b",{class:"digits large",children:J(r)}),i===null?" today":` of ${J(i)} today`,i!==null&&
o("span",{class:"grey",children:" · begins anew at midnight"})]}),o("span",{class:"spring"}),o($,{press:()=>t.open("budget"),class:"small",children:i===null?"S\
et a budget …":"Change the budget …"})]}),i!==null&&o(Ct,{money:n,budget:i}),o("p",{class:"legend grey",children:[o("span",{children:[o("i",{class:"spent"}),
`${J(r)} spent, ${rr(a,"picture")}`]}),(s>0||i!==null)&&o("span",{children:[o("i",{class:"held-money"}),`${J(s)} held for ${rr(u,"call")}`]}),i!==null&&o("span",
{children:[o("i",{}),`${J(p)} left`]})]})]})}function So({job:e}){let t=Bt(e),n=t-e.seconds,r=Te(e,t),s=Yn(e,n);return o("li",{class:"job",children:[o(Ht,{hash:e.
input}),o(sr,{job:e}),o("span",{class:"state",children:[o("span",{class:"digits",children:`${Math.floor(t)} s`})," ",s?o(P,{children:[o(Q,{name:"paused"})," the\
 gateway asked to wait",o("span",{class:"below grey digits",children:s})]}):o(P,{children:[o("span",{class:Ie(e,t)?"slow":"grey digits",children:r}),o(Pt,{job:e,
seconds:t})]})]}),o(ot,{job:e,class:"small"})]})}function $o({jobs:e,count:t}){let{removeWaiting:n}=k();return o("section",{"aria-label":"Waiting",children:[o("\
div",{class:"title",children:[o("span",{class:"heading",children:`Waiting ${t}`}),o("span",{class:"grey",children:"not sent: removing is free"}),o("span",{class:"\
spring"}),o($,{press:n,class:"small",children:`Remove all ${t}, free`})]}),o("ol",{children:e.map((r,s)=>o("li",{class:"job",children:[o(Ht,{hash:r.input}),o(sr,
{job:r}),o("span",{class:"state grey",children:s===0?"next":"after that"}),o(ot,{job:r,class:"small"})]},r.id))}),t>e.length&&o("p",{class:"grey",children:`and ${t-
e.length} more`})]})}function sr({job:e}){let t=[e.model,e.source&&`from ${e.source}`,e.origin];return o(ir,{title:e.prompt,facts:t})}function ir({title:e,facts:t}){
return o("span",{class:"words-of-job",children:[o("b",{class:"cut",title:e,children:e}),o("span",{class:"cut grey",children:t.filter(Boolean).join(" · ")})]})}
var Mo=[["done","done"],["failed","failed"],["stopped","stopped"],["left","not waited for"]];function Co({jobs:e}){let t=Mo.map(([n,r])=>{let s=e.filter(i=>i.how===
n).length;return s?`${s} ${r}`:""});return o("section",{"aria-label":"Ended",children:[o("div",{class:"title",children:[o("span",{class:"heading",children:"Late\
ly"}),o("span",{class:"grey",children:t.filter(Boolean).join(" · ")}),o("span",{class:"spring"}),o("code",{class:"grey roomy",children:"%imagegen spend"})]}),o(
"ol",{children:e.map(n=>o(Po,{job:n},`${n.id} ${n.number} ${n.at}`))})]})}function Po({job:e}){let{viewing:t,layout:n,again:r,waitAgain:s}=k(),i=`${e.number?`@${e.
number} `:""}${e.prompt}`,a=e.at?new Date(e.at*1e3).toLocaleTimeString([],Bo):"";function u(){t.open(e.number),n.turnTo("picture"),n.show("make")}return o("li",
{class:"job",children:[o(Ht,{hash:e.hash}),o(ir,{title:i,facts:[e.model,a]}),o("span",{class:"state",children:o(Lo,{job:e})}),e.how==="left"&&o($,{press:()=>s(e.
id),class:"small",children:"Wait again"}),e.how==="done"&&o($,{press:u,class:"small",children:"Show"}),(e.how==="failed"||e.how==="stopped")&&e.number>0&&o(ke,{
press:()=>r(e),class:"small",title:"Another take: a new call",children:"Again"})]})}var Bo={hour:"2-digit",minute:"2-digit"};function Lo({job:e}){let t=e.seconds>=
1?`${Math.round(e.seconds)} s`:"";return e.how==="done"?o(P,{children:[o("span",{class:"digits",children:[t,e.cost?J(e.cost):""].filter(Boolean).join(" · ")}),
" ",o("span",{class:"good",children:[o(Q,{name:"check"})," done"]})]}):e.how==="failed"?o("span",{class:"failed two-lines",title:e.words,children:[o(Q,{name:"wa\
rning"})," ",e.words]}):o(P,{children:[o("span",{class:"slow",children:[o(Q,{name:"stopped"})," ",`stopped${t?` after ${t}`:""}`]})," ",o("span",{class:"grey",children:e.
how==="left"?"may be billed; filed when it comes":"may be billed"})]})}function Ht({hash:e}){let t=ce(e,"tile");return t?o("img",{src:t,alt:"",width:40,height:40}):
o("span",{class:"none",children:o(Q,{name:"picture"})})}function rr(e,t){return`${e} ${t}${e===1?"":"s"}`}var ar=200;function ur(){let{composer:e,copyComposedCell:t,unsendable:n}=k(),{fine:r}=e.plan.value,s=n.value||e.plan.value.words;return o("section",{class:"comp\
oser","aria-label":"Composer",ref:e.form,children:[o("div",{class:"heading",children:"Inputs"}),o(Ao,{}),o(No,{}),o(Do,{}),o(Io,{}),o("p",{class:r?"plan":"plan \
failed",hidden:!s,children:s}),o("p",{class:"alert",role:"alert",hidden:e.complaint.value.length===0,children:o(le,{of:e.complaint.value})}),o("div",{class:"act\
ions",children:[o(ke,{press:e.generate,class:"primary",disabled:!!n.value,children:"Generate"}),o($,{press:t,children:"Copy cell"})]})]})}function Ao(){let{composer:e}=k(),
t=I(null),n=I(null),r=I(null),s=I(-1),i=e.inputs.value;V(()=>{s.current<0||((t.current?.querySelectorAll("button")[s.current]??n.current)?.focus(),s.current=-1)});
function a(f){s.current=f,e.remove(f)}function u(f,l){let d={ArrowLeft:-1,ArrowRight:1}[f.key]??0;!f.altKey||!d||!e.move(l,d)||(f.preventDefault(),s.current=l+d)}
function p(f){e.take({files:[...f.files??[]],folder:!1}),f.value=""}return o("div",{class:"strip",children:[o("ol",{class:"inputs","aria-label":"Inputs",ref:t,hidden:i.
length===0,children:i.map((f,l)=>o(Ho,{input:f,place:l,remove:()=>a(l),press:d=>u(d,l)},f.ref))}),o($,{ref:n,press:()=>r.current?.click(),class:e.hovered.value?
"drop over":"drop",children:e.sending.value?`sending ${e.sending.value} …`:"drop, paste or pick a picture"}),o("input",{ref:r,type:"file",multiple:!0,hidden:!0,
accept:"image/*",onChange:f=>p(f.currentTarget)})]})}function Ho({input:e,place:t,remove:n,press:r}){let{composer:s}=k(),i=ce(e.hash,"tile");function a(u){u.preventDefault(),
u.stopPropagation(),u.dataTransfer&&s.take(Ze(u.dataTransfer),t)}return o("li",{title:`image ${t+1}: ${e.label}. Drop a picture here to replace it.`,onDrop:a,children:[
o("img",{alt:e.label,width:56,height:56,src:i||void 0},e.hash),o("span",{class:"order",children:t+1}),o($,{press:n,onKeyDown:r,"aria-label":`Remove input ${t+1}`,
title:"Remove (Alt+← and Alt+→ move it)",children:"×"})]})}function No(){let{offer:e,takeOffer:t,hideOffer:n}=k().composer,r=e.value,s=r&&r.prompt.length>ar?
`${r.prompt.slice(0,ar)} …`:r?.prompt;return o("p",{class:"found-words",role:"status",hidden:!r,children:r&&o(P,{children:[o("span",{children:`${r.name} has a\
 prompt in it (${r.by}): ${s}`}),o($,{press:t,children:"Use its prompt"}),o($,{press:n,"aria-label":"Hide the file's prompt",children:"×"})]})})}function Do(){
let{composer:e}=k(),t=Z(ee,[]);function n(r){r.key!=="Enter"||!(r.shiftKey||r.ctrlKey||r.metaKey)||(r.preventDefault(),r.repeat||e.generate())}return o(P,{children:[
o("div",{class:"heading",children:o("label",{for:t,children:"Prompt"})}),o("textarea",{ref:e.box,id:t,rows:4,...se,value:e.template.value,onInput:r=>e.write(r.currentTarget.
value),onKeyDown:n})]})}function Io(){let{composer:e,status:t}=k(),{model:n,models:r=[],aspects:s=[]}=t.value,[i,a,u]=Z(()=>[ee(),ee(),ee()],[]);return o("div",
{class:"options",children:[o("label",{for:i,children:"model"}),o("input",{id:i,type:"text",size:11,list:a,placeholder:n??"",...se,value:e.model.value,onInput:p=>e.
setModel(p.currentTarget.value),onChange:e.tell}),o("datalist",{id:a,children:r.map(p=>o("option",{value:p},p))}),o("label",{for:u,children:"aspect"}),o("select",
{id:u,value:e.aspect.value,onChange:p=>e.setAspect(p.currentTarget.value),children:[o("option",{value:"",children:"auto"}),s.map(p=>o("option",{value:p,children:p},
p))]})]})}function lr(){let{history:e,widen:t}=k().layout,n=I(null),r=I({x:0,width:0}),s=()=>({width:n.current?.parentElement?.offsetWidth??0,most:(n.current?.closest(".m\
ake")?.offsetWidth??0)/2}),i=f=>t(Math.min(f,s().most));function a(f){let l={ArrowLeft:we,ArrowRight:-we}[f.key]??0;l&&(f.preventDefault(),i(s().width+l))}function u(f){
r.current={x:f.clientX,width:s().width},f.currentTarget.setPointerCapture(f.pointerId)}function p(f){f.currentTarget.hasPointerCapture(f.pointerId)&&i(r.current.
width-f.clientX+r.current.x)}return o("div",{ref:n,class:"divider",role:"separator",tabIndex:0,"aria-orientation":"vertical","aria-label":"Width of the history",
"aria-valuenow":e.value||nt,"aria-valuemin":nt,title:"Drag, or ← and →; a double-click brings its own width back",onKeyDown:a,onPointerDown:u,onPointerMove:p,
onDblClick:()=>t(0)})}function cr(){let{history:e}=k(),t=e.selection.numbers.value;if(t.length<2)return null;e.entries.version.value;let n=t.every(r=>e.entries.find(r)?.deleted);return o(
"div",{class:"bar",role:"group","aria-label":"Selected",children:[o("b",{children:`${t.length} selected`}),o($,{press:()=>e.star(t),children:"Star"}),o(Ro,{}),n?
o($,{press:()=>e.restore(t),children:"Restore"}):o($,{press:()=>e.remove(t),children:"Delete"}),o($,{press:()=>e.save(t),children:"Export"}),o($,{press:e.clear,
children:"Clear"})]})}function Ro(){let{history:e}=k(),t=Ye(!1),n=Ye(""),r=I(null),s=I(null),i=I(!1),a=t.value;V(()=>{a?r.current?.focus():i.current&&s.current?.
focus(),i.current=a},[a]);function u(f){n.value="",t.value=f}function p(f){let l=n.peek().split(/\s+/).filter(Boolean);if(f.key==="Escape")u(!1);else if(f.key===
"Enter"&&l.length)e.mark(e.selection.numbers.peek(),{kind:"tag",changes:l}),u(!1);else return;f.preventDefault()}return o(P,{children:[o($,{ref:s,press:()=>u(!a),
"aria-expanded":a,children:"Tag"}),a&&o("span",{class:"tagging",children:o("input",{ref:r,type:"text","aria-label":"Tags for the selected",placeholder:"word, or\
 -word",enterKeyHint:"done",...se,value:n.value,onInput:f=>n.value=f.currentTarget.value,onKeyDown:p})})]})}var pr=2,Oo=new Map([["sent","under way"],["unknown","unknown: may have been billed"],["failed","failed"]]);function fr(){let{history:e,viewing:t}=k(),{entries:n,
cursor:r,selection:s}=e,i=t.shown.value?.number??0;n.version.value;let a=n.total.value,u=r.columns.value,{top:p,bottom:f}=r.rows.value,l=r.active.value,d=Xo(Math.
max(0,p-pr)*u,Math.min(a,(f+pr)*u)),v=[...new Set([...d,l])].filter(h=>h<a).sort((h,m)=>h-m),c=Uo();return Ko(),Wo(),o("div",{class:"pictures",children:[a===0&&
!n.query.value&&o("p",{class:"none",children:"Nothing here yet. Write a prompt and press Generate."}),o("div",{ref:r.list,class:"gallery",role:"listbox","aria-l\
abel":"Pictures","aria-multiselectable":"true",tabIndex:-1,hidden:a===0,onScroll:r.measure,onKeyDown:c,children:o("div",{class:"space",role:"presentation",style:{
height:`${Math.ceil(a/u)*r.side.value}px`},children:v.map(h=>{let m=n.at(h),g=m?.number??0;return o(Fo,{entry:m,index:h,total:a,isSeen:h>=p*u&&h<f*u,isActive:h===
l,isShown:m!==null&&g===i,isSelected:m!==null&&s.has(g),order:s.orders.value.get(g)??0},m?g:`at ${h}`)})})})]})}function Ko(){let{cursor:e}=k().history,t=e.focusings.
value,n=I(t),r=e.list.current?.matches(":focus-within");V(()=>{let s=t!==n.current;n.current=t,s&&e.reveal();let i=e.list.current?.querySelector("[role=option][\
tabindex='0']");(s||r)&&i&&i!==document.activeElement&&i.focus({preventScroll:!0})})}function Wo(){let{cursor:e,entries:t}=k().history,n=t.total.value,r=e.focusings.
value;V(e.measure,[n,r]),V(()=>{let s=new ResizeObserver(e.measure);return e.list.current&&s.observe(e.list.current),()=>s.disconnect()},[e])}function Uo(){let{
history:e}=k(),{entries:t,cursor:n}=e;return r=>{let s=n.columns.peek(),i=n.active.peek(),a=t.total.peek()-1,{clientHeight:u=0}=n.list.current??{},p=Math.max(1,
Math.floor(u/n.side.peek()))*s,f=r.ctrlKey||r.metaKey,l=new Map([["ArrowLeft",-1],["ArrowRight",1],["ArrowUp",-s],["ArrowDown",s],["PageUp",-p],["PageDown",p],[
"Home",-1/0],["End",1/0]]).get(r.key),d=t.at(i);if(l!==void 0){let v=Math.min(a,Math.max(0,i+l));r.shiftKey?e.extendTo(v):(n.setAnchor(0),n.go(v))}else if(r.key===
"Enter"||r.key===" ")r.shiftKey?e.extendTo(i):e.take(i,f);else if(f&&r.key==="a")e.extend(0,a);else if(!d||!e.pressTile(r,d))return;r.preventDefault()}}function Fo({
entry:e,index:t,total:n,isSeen:r,isActive:s,isShown:i,isSelected:a,order:u}){let{history:p}=k(),{columns:f,side:l,active:d,stand:v}=p.cursor,c=t%f.value*l.value,
h=Math.floor(t/f.value)*l.value,m=`${l.value-De}px`,g=["tile",dr(e),i&&"viewed",e?.deleted&&"deleted"];function y(_){_.shiftKey?p.extendTo(t):p.take(t,_.ctrlKey||
_.metaKey)}return o("div",{role:"option",class:g.filter(Boolean).join(" "),style:`transform: translate(${c}px, ${h}px); width: ${m}; height: ${m}`,tabIndex:s?0:
-1,"aria-selected":a,"aria-setsize":n,"aria-posinset":t+1,"aria-label":e?Go(e):"loading",onClick:y,onFocusIn:()=>t!==d.peek()&&v(t),children:[e&&qo(e,r),e&&o("s\
pan",{class:"order",children:u||""}),e&&o("span",{class:"marks",children:zo(e)})]})}function qo(e,t){let n=dr(e);if(n==="running")return o(Jo,{entry:e});if(n===
"")return o(Vo,{entry:e,isSeen:t});let r=e.status==="failed"?"failed":"unknown";return o(P,{children:[o("b",{children:`@${e.number} ${r}`}),o("span",{class:"wor\
ds",children:e.words||"may have been billed"})]})}var zo=({starred:e,rating:t})=>`${e?"★":""}${t?`${t}/5`:""}`;function Vo({entry:e,isSeen:t}){let n=e.pictures[e.
main]?.hash??"",r=ce(n,"tile",t);return o(P,{children:[o("img",{alt:"",draggable:!1,src:r||void 0},n),o("span",{class:"number",children:`@${e.number}`}),r===""&&
o("span",{class:"words",children:"The file is gone."})]})}function Jo({entry:e}){let t=e.age+xe(e.received);return o(P,{children:[o("span",{children:`@${e.number}`}),
o("span",{children:`${Math.floor(t)} s`})]})}function dr(e){return!e||e.pictures.length?"":e.status==="sent"?"running":"failed"}function Go(e){let t=Oo.get(e.status),
n=[t?`${t}${e.error[0]?`: ${e.error[0]}`:""}`:"",e.starred?"starred":"",e.rating?`rated ${e.rating} of 5`:"",e.deleted?"deleted":""].filter(Boolean);return`${[`\
@${e.number} ${e.model}`,...n].join(", ")}: ${e.prompt}`}var Xo=(e,t)=>Array.from({length:Math.max(0,t-e)},(n,r)=>e+r);var Qo="Words, is:starred, is:failed, is:deleted, rating:4, tag:night, model:gpt, name:frog, input:@12, since:7d. Esc clears.";function mr(){let{search:e}=k().history,
{box:t,text:n,found:r,refusal:s}=e,i=Z(ee,[]),{query:a,count:u}=r.value,p=s.value.length>0;function f(l){if(l.key==="Enter")e.ask();else if(l.key==="Escape"&&n.
peek())e.clear();else return;l.preventDefault()}return o("div",{class:"search",children:[o("input",{ref:t,type:"search",placeholder:"Search history","aria-label":"\
Search history","aria-describedby":i,"aria-invalid":p||void 0,maxLength:1e3,enterKeyHint:"search",...se,value:n.value,onInput:l=>e.type(l.currentTarget.value),onKeyDown:f}),
o("p",{class:"hint",id:i,children:Qo}),o("p",{class:"found",role:"status",children:a?u===0?"Nothing found":`${u.toLocaleString("en")} found`:""}),o("p",{class:"\
alert",role:"alert",hidden:!p,children:o(le,{of:s.value})})]})}function hr(){let{search:e}=k().history,{query:t,count:n}=e.found.value;return!t||n>0?null:o("p",
{class:"none",children:[`Nothing found for “${t}”. `,o($,{press:e.clear,class:"link",children:"Clear search"})]})}function gr(){return o("section",{class:"history","aria-label":"History",children:[o(mr,{}),o(cr,{}),o(hr,{}),o(fr,{})]})}function _r({entry:e}){let{details:t,position:n}=k().viewing,r=Yo(e,t.value,n.value).filter(([,s])=>s);return o("details",{class:"facts",children:[o("summary",{
children:"Details"}),o("dl",{children:r.map(([s,i])=>o(P,{children:[o("dt",{children:s}),o("dd",{children:i})]},s))})]})}function Yo(e,t,n){let r=e.pictures[n],
s=e.servedBy&&e.servedBy!==e.model?`, answered by ${e.servedBy}`:"";return[["Template",t?.template??""],["Model",e.model+s],["Gateway",t?.gateway??""],["Picture",
r?`${r.width} × ${r.height} ${r.type.toUpperCase()}, ${Zo(r.size)}`:""],["Time",e.seconds?`${e.seconds} s`:""],["Cost",e.cost===null?"not reported":Nt(e.cost)],
["Take",String(e.take)],["Aspect",e.aspect],["Size",t?.size??""],["More",t?.extra??""],["Inputs",e.inputs.map(({name:i})=>i).join(", ")],["Created",t?es(t.created):
""],["Variable",e.name],["Notebook",t?.notebook??""]]}var Nt=e=>`$${Number(e.toPrecision(3))}`;function Zo(e){return e<1e6?`${Math.max(1,Math.round(e/1e3))} KB`:
`${(e/1e6).toFixed(1)} MB`}function es(e){let t=new Date(e);return Number.isNaN(t.getTime())?e:t.toLocaleString()}function yr({number:e}){let{viewing:t,history:n}=k(),r=t.details.value,s=r?.steps??[],i=r?.children??[];return!r||s.length<2&&i.length===0?null:o("div",{class:"\
lineage",children:[s.length>1&&o("p",{class:"parents",children:["from ",!r.whole&&o(Dt,{children:"…"}),s.flatMap((a,u)=>[u>0&&o(Dt,{children:"→"},`to ${u}`),
...a.flatMap((p,f)=>[f>0&&o(Dt,{children:"+"},`and ${u} ${f}`),o(vr,{node:p,isShown:u===s.length-1},`${u} ${f}`)])])]}),i.length>0&&o("p",{class:"children",children:[
"became ",i.map(a=>o(vr,{node:a},a.number)),r.more>0&&o($,{press:()=>n.search.write(`input:@${e}`),class:"link",children:`${r.more} more`})]})]})}var Dt=({children:e})=>o(
"span",{class:"sign",children:e});function vr({node:e,isShown:t=!1}){let{viewing:n}=k(),r=ce(e.hash,"tile"),s=o(P,{children:[e.hash&&o("img",{alt:"",width:28,height:28,
src:r||void 0},e.hash),o("span",{children:e.name})]});return t?o("span",{class:"crumb","aria-current":"true",children:s}):e.number?o($,{press:()=>n.open(e.number),
class:"crumb",children:s}):o("span",{class:"crumb",children:s})}var It="starred",ts=Array.from({length:5},(e,t)=>t+1);function br({entry:e}){let{marks:t,markShown:n}=k().viewing;return o("div",{class:"marks",ref:t,children:[
o("div",{class:"row",children:[o($,{press:()=>n({kind:"tag",changes:[e.starred?`-${It}`:It]}),class:"star",title:"Star (s)","aria-pressed":e.starred,children:[o(
"span",{"aria-hidden":"true",children:e.starred?"★":"☆"})," Star"]}),o(ns,{rating:e.rating}),o(rs,{})]}),o(os,{})]})}function ns({rating:e}){let{markShown:t}=k().
viewing,n=I(null),r=i=>t({kind:"rate",rating:i});function s(i){let a={ArrowLeft:-1,ArrowDown:-1,ArrowRight:1,ArrowUp:1}[i.key]??0;if(!a)return;i.preventDefault();
let u=Math.min(5,Math.max(1,e+a));n.current?.querySelectorAll("button")[u-1]?.focus(),r(u)}return o("div",{class:"rating",role:"radiogroup","aria-label":"Rating",
ref:n,onKeyDown:s,children:ts.map(i=>o($,{press:()=>r(i===e?0:i),role:"radio","aria-label":`${i} of ${5}`,"aria-checked":i===e,title:`Rate ${i} of ${5} (${i}; 0\
 clears)`,class:i<=e?"reached":"",tabIndex:i===(e||1)?0:-1,children:i},i))})}function rs(){let{details:e,newTags:t,writeTags:n,markShown:r}=k().viewing,s=I(null),
i=(e.value?.tags??[]).filter(p=>p!==It);function a(p){let f=t.peek().split(/\s+/).filter(Boolean);if(p.key==="Enter"&&f.length)r({kind:"tag",changes:f});else if(p.
key!=="Escape")return;p.preventDefault(),n("")}function u(p){r({kind:"tag",changes:[`-${p}`]}),s.current?.focus()}return o("span",{class:"tagging",children:[o("\
ul",{class:"tags","aria-label":"Tags",hidden:i.length===0,children:i.map(p=>o("li",{children:[o("span",{children:p}),o($,{press:()=>u(p),"aria-label":`Remove ta\
g ${p}`,children:"×"})]},p))}),o("input",{ref:s,type:"text","aria-label":"Add tag",placeholder:"Add tag",size:8,enterKeyHint:"done",...se,disabled:e.value===null,
value:t.value,onInput:p=>n(p.currentTarget.value),onKeyDown:a})]})}function os(){let{details:e,note:t,writeNote:n,keepNote:r,dropNote:s}=k().viewing;function i(a){
if(a.key==="Enter"&&!a.shiftKey)r();else if(a.key==="Escape")s();else return;a.preventDefault()}return o("textarea",{class:"note","aria-label":"Note",placeholder:"\
Note",enterkeyhint:"done",disabled:e.value===null,value:t.value,rows:Math.min(6,t.value.split(`
`).length),onInput:a=>n(a.currentTarget.value),onBlur:r,onKeyDown:i})}function kr(){let{viewing:e,history:t}=k(),n=e.shown.value;function r(s){let i=s.target instanceof Element&&s.target.matches("input, textarea, select");n&&!i&&t.
press(s,n,[n.number])&&s.preventDefault()}return o("section",{class:"look viewer","aria-label":"Viewer",onKeyDown:r,children:n?o(ss,{entry:n}):o("p",{class:"non\
e",children:"Pick a picture to see it large."})})}function ss({entry:e}){let{viewing:t,copyPrompt:n}=k(),r=t.details.value,s=r?.prompt??e.prompt,i=[...e.error,r?.
text??e.text].filter(Boolean),a=e.pictures[t.position.value],{src:u,full:p,gone:f}=is(a);return o("div",{children:[a&&o("div",{class:"stage",style:{aspectRatio:`${a.
width} / ${a.height}`},children:o("img",{alt:e.prompt,width:a.width,height:a.height,src:u||void 0},a.hash)}),e.pictures.length>1&&o(as,{entry:e}),o("p",{class:"\
caption",children:cs(e)}),o("div",{class:"said",children:[o("p",{class:"prompt",children:s}),o($,{press:()=>n(s),class:"link",children:"Copy prompt"})]}),i.length>
0&&o("p",{class:e.error.length?"words failed":"words",children:o(le,{of:i})}),f&&o("p",{class:"words failed",children:"The picture's file is gone from the libra\
ry."}),o(yr,{number:e.number}),o(us,{entry:e,picture:a,full:p}),o(br,{entry:e}),o(_r,{entry:e})]})}function is(e){let{pictures:t}=k(),n=e?.hash??"",r=wr(t,n),[s,
i]=Ce(r);return V(()=>{if(!n)return;let a=!0,u=f=>i(l=>({...l.hash===n?l:wr(t,n),...f}));async function p(){let f=await t.url(n,"thumbnail");if(!a)return;f&&u({
src:f});let l=await t.url(n,"full");a&&u(l?{src:l,full:l}:{gone:!0})}return p(),()=>{a=!1}},[n,t]),s.hash===n?s:r}function wr(e,t){return{hash:t,src:t&&e.held(t,
"tile"),full:"",gone:!1}}function as({entry:e}){let{position:t,turnTo:n}=k().viewing;return o("div",{class:"several",role:"group","aria-label":"Pictures of this\
 answer",children:e.pictures.map((r,s)=>o($,{press:()=>n(s),"aria-pressed":s===t.value,"aria-label":`Picture ${s+1}`,children:s+1},s))})}function us({entry:e,picture:t,
full:n}){let{composer:r,history:s,viewing:i,input:a,again:u,copyCell:p}=k(),f=i.position.value,l=[e.number];return o("div",{class:"actions",children:[o($,{press:()=>a(
"edit",e,f),class:"primary",disabled:!t,children:"Edit this"}),o($,{press:()=>a("add",e,f),disabled:!t,children:"Add as input"}),o(ke,{press:()=>u(e),title:"Ano\
ther take of the same: a new call",children:"Again"}),o($,{press:()=>r.use(e.template),children:"Use prompt"}),o($,{press:()=>p(e),children:"Copy cell"}),o("spa\
n",{class:"actions",children:[t&&o("a",{class:"button",download:ls(e,t),...n&&{href:n},children:"Download"}),o($,{press:()=>s.save(l),title:"A zip with the pict\
ures, how they were made, and a page to look at",children:"Export"}),e.deleted?o($,{press:()=>s.restore(l),children:"Restore"}):o($,{press:()=>s.remove(l),title:"\
Out of sight, with a way back (Del)",children:"Delete"})]})]})}function ls(e,{type:t}){return`${e.name||e.number}.${t==="jpeg"?"jpg":t}`}function cs(e){let t=e.
pictures[e.main],n=e.servedBy&&e.servedBy!==e.model;return[`@${e.number}${e.name?` ${e.name}`:""}`,n?`${e.servedBy} (asked: ${e.model})`:e.model,e.seconds>=1&&!e.
sketch?`${Math.round(e.seconds)} s`:"",e.cost===null?"":Nt(e.cost),t?`${t.width}×${t.height} ${t.type.toUpperCase()}`:"",e.take>1?`take ${e.take}`:"",e.status===
"sent"?"under way":"",e.sketch&&t?"offline sketch":"",e.deleted?"deleted":""].filter(Boolean).join(" · ")}var ps=[["compose","Compose"],["picture","Picture"],["history","History"]];function Er(){return o("div",{class:"make",children:[o(fs,{}),o(Rt,{name:"compose",children:[
o(ur,{}),o(Qn,{})]}),o(Rt,{name:"picture",children:o(kr,{})}),o(Rt,{name:"history",children:[o(lr,{}),o(gr,{})]})]})}function fs(){let{part:e,turnTo:t}=k().layout;
return o("div",{class:"segment parts",role:"group","aria-label":"Part",children:ps.map(([n,r])=>o($,{press:()=>t(n),class:"small","aria-pressed":e.value===n,children:r},
n))})}function Rt({name:e,children:t}){let{part:n}=k().layout;return o("div",{class:"part","data-part":e,"data-here":n.value===e,children:t})}var ds=[["Shift+Enter, Ctrl+Enter","in the prompt: generate"],["Alt+← Alt+→","on an input: move it"],["arrows, Home, End","move in the history and between t\
abs"],["Enter, Space","look at it and select it; with Ctrl one more, with Shift all up to it"],["Ctrl+A · Esc","select all that is found · none"],["e · a","e\
dit this · add as input"],["1–5, 0 · s","rate, no rating · star"],["Del · Ctrl+Z","delete · undo"],["f","the whole window, and back"],["?","these keys"]];
function xr(){let{sheet:e}=k().layout;return e.value==="keys"?o(ms,{}):e.value==="more"?o(hs,{}):e.value==="budget"?o(gs,{}):null}function ms(){return o(Ot,{name:"\
Keys",children:[o("dl",{class:"keys",children:ds.map(([e,t])=>o("div",{children:[o("dt",{children:o("kbd",{children:e})}),o("dd",{children:t})]},e))}),o("p",{class:"\
grey",children:"Keys act only inside the panel, and never while you type."})]})}function hs(){let{layout:e}=k();return o(Ot,{name:"More",children:[o("p",{class:"\
row",children:["Pictures come from ",o(Lt,{})]}),o("p",{class:"row",children:o(rt,{})}),o("p",{class:"row",children:[o($,{press:()=>e.open("keys"),children:"Key\
s"}),o(At,{})]})]})}function gs(){let{status:e,copyText:t}=k(),r=`%config ImageGen.budget = ${((e.value.money?.budget??1)*2).toFixed(2)}`;return o(Ot,{name:"The\
 budget of a day",children:[o("p",{children:"Run this in a cell, with the dollars that you mean:"}),o("p",{class:"row",children:[o("code",{children:r}),o($,{press:()=>t(
r,"The command"),class:"small",children:"Copy"})]}),o("p",{class:"grey",children:["It holds for this kernel. A line ",o("code",{children:"budget = 4.0"})," in c\
onfig.toml or under [tool.ipyimagegen] of a pyproject.toml stays."]})]})}function Ot({name:e,children:t}){let{closeSheet:n}=k().layout,r=I(null);V(()=>{let i=r.
current,a=i?.parentElement,u=i?.ownerDocument.activeElement;i?.querySelector("button")?.focus();let p=f=>{f.target instanceof Node&&i?.contains(f.target)||n()};
return a?.addEventListener("pointerdown",p),()=>{a?.removeEventListener("pointerdown",p),i?.contains(i.ownerDocument.activeElement)&&u instanceof HTMLElement&&u.
focus()}},[n]);function s(i){i.key==="Escape"&&(i.preventDefault(),n())}return o("div",{ref:r,class:"sheet",role:"dialog","aria-label":e,onKeyDown:s,children:[o(
"div",{class:"row",children:[o("div",{class:"title",children:e}),o("span",{class:"spring"}),o(Ee,{icon:"close",name:"Close",hint:"Close (Esc)",class:"small",press:n})]}),
t]})}var _s=[["make",Er],["jobs",or]];function Tr(){let{said:e,layout:t}=k(),{words:n,count:r}=e.value,s=Z(ee,[]);function i(a){if(!(a.target instanceof Element&&a.target.
matches("input, textarea, select, [contenteditable='true']")||a.defaultPrevented||a.ctrlKey||a.metaKey||a.altKey)){if(a.key==="?")t.open("keys");else if(a.key===
"f")t.toggleWhole();else if(a.key==="Escape"&&t.whole.peek())t.toggleWhole();else return;a.preventDefault()}}return o("div",{class:"frame",onKeyDown:i,children:[
o(nr,{id:s}),o("div",{class:"views",children:_s.map(([a,u])=>o("div",{class:"view",role:"tabpanel",id:`${s}-view-${a}`,"aria-labelledby":`${s}-tab-${a}`,"data-h\
ere":t.tab.value===a,children:o(u,{})},a))}),o(er,{}),o(tr,{}),o(xr,{}),o("p",{class:"live","aria-live":"polite",children:o("span",{children:n},r)})]})}function vs({model:e,el:t}){let n=document.createElement("div");n.className="imagegen-panel",n.dataset.lmSuppressShortcuts="true",t.append(n);let r=Jn(e,n),{composer:s,
layout:i}=r;kn(n),xn(n,{takes:f=>!!s.form.current?.contains(f),hover:s.hover,take:s.take});let a=$n(n,i.measure),u=ne(()=>{n.style.setProperty("--ig-height",`${i.
height.value}px`),i.history.value?n.style.setProperty("--ig-history",`${i.history.value}px`):n.style.removeProperty("--ig-history")}),p=ne(()=>Tt(n,i.whole.value));
return _t(o(Xn,{value:r,children:o(Tr,{})}),n),()=>{a(),u(),p(),Tt(n,!1),r.close(),_t(null,n),n.remove()}}var hl={render:vs};export{hl as default};
